import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayMs } from '../../figures.ts';
import { press } from '../../press.ts';
import { sayProblem } from '../../problem.ts';
import type { Follow, TabNews } from '../../tab/messages.ts';
import type { Tab } from '../../tab/tab.ts';
import { turns } from '../../turns.ts';

/** The latest events that are drawn. */
const SHOWN = 24;

const WAYS = {
  sse: { by: 'sse', comesBack: false },
  websocket: { by: 'websocket', comesBack: false },
  kept: { by: 'websocket', comesBack: true },
} as const satisfies Record<string, Pick<Follow, 'by' | 'comesBack'>>;
type Way = keyof typeof WAYS;

const words = {
  sse: { en: 'EventSource', ko: 'EventSource' },
  websocket: { en: 'WebSocket', ko: 'WebSocket' },
  kept: { en: 'WebSocket, kept by the application', ko: 'WebSocket, 애플리케이션이 다시 연결' },
  reset: { en: 'Reset', ko: 'RST로 끊기' },
  killed: { en: 'Kill the server for 3 s', ko: '서버 3초 동안 중단' },
  drain: { en: 'End in order', ko: '정상 종료' },
  gateway: { en: 'A gateway says 502 for 3 s', ko: '게이트웨이가 3초 동안 502' },
  'half-open': { en: 'Half-open for 6 s', ko: '6초 동안 half-open' },
  position: { en: 'The server looks at the last id', ko: '서버가 마지막 id를 봄' },
  retry: { en: 'retry: 1000 (else the browser’s own delay)', ko: 'retry: 1000 (끄면 브라우저 기본값)' },
  waiting: { en: 'connecting', ko: '연결 중' },
  open: { en: 'open', ko: '열림' },
  down: { en: 'cut, and trying', ko: '끊김, 다시 시도 중' },
  gone: { en: 'gone for good', ko: '완전히 끊김' },
  back: { en: 'back after {took}', ko: '{took} 만에 돌아옴' },
  lost: { en: '{lost} of {all} events missing', ko: '이벤트 {all}건 중 {lost}건 빠짐' },
} as const;

/** A line that is cut in five ways, and who comes back with which holes. */
export default {
  intro: {
    en: 'Three clients follow the same events; each number is one event, dashed where it never came. Choose how the line ends, and watch who comes back, when, and with which holes.',
    ko: '클라이언트 셋이 같은 이벤트를 받습니다. 숫자 하나가 이벤트 하나이고, 오지 않은 것은 점선입니다. 연결이 어떻게 끝날지 고르고, 누가 언제 어떤 구멍을 안고 돌아오는지 보세요.',
  },
  async start(scene) {
    const { usual, withRetry } = scene.facts as { usual: string; withRetry: string };
    const { language } = scene.look;
    const panes = (Object.keys(WAYS) as Way[]).map((way) => new Pane(way, scene));
    const knob = (name: 'position' | 'retry'): HTMLInputElement =>
      el('input', { type: 'checkbox', 'data-knob': name, ...(name === 'position' && { checked: '' }) });
    const [position, retry] = [knob('position'), knob('retry')];
    const said = el('p', { class: 'small', role: 'status' });
    let tab: Tab | undefined;
    const follow = async (): Promise<void> => {
      if (tab !== undefined) {
        tab.close();
        for (const pane of panes) pane.leave();
      }
      await scene.act('position', { looks: position.checked });
      tab = await scene.tab(retry.checked ? withRetry : usual);
      for (const pane of panes) pane.follow(tab, position.checked);
      said.textContent = '';
    };
    const inTurn = turns();
    const turned = (): void => {
      inTurn(follow).catch((error: unknown) => {
        if (!scene.signal.aborted) said.textContent = sayProblem(error, language);
      });
    };
    for (const input of [position, retry]) input.addEventListener('change', turned);
    scene.onSaid((news) => {
      const { published } = news as { published: number };
      for (const pane of panes) pane.published(published);
    });
    scene.root.append(
      el(
        'p',
        { class: 'demo-controls' },
        ...(['reset', 'killed', 'drain', 'gateway', 'half-open'] as const).map((fault) =>
          press(words[fault][language], fault, () => scene.act('strike', { fault })),
        ),
      ),
      el(
        'p',
        { class: 'knobs' },
        el('label', {}, position, ' ', words.position[language]),
        el('label', {}, retry, ' ', words.retry[language]),
      ),
      said,
      ...panes.map(({ element }) => element),
    );
    await inTurn(follow);
  },
} satisfies Demo;

class Pane {
  readonly element: HTMLElement;
  readonly #way: Way;
  readonly #scene: Scene;
  readonly #state = el('p', { role: 'status' });
  readonly #lost = el('p', { class: 'small' });
  readonly #strip = el('ol', { class: 'slots' });
  #heard = new Set<number>();
  #first: number | undefined;
  #newest = 0;
  #downAtMs: number | undefined;

  constructor(way: Way, scene: Scene) {
    this.#way = way;
    this.#scene = scene;
    this.element = el(
      'article',
      { class: 'pane', 'data-pane': way },
      el('h3', {}, words[way][scene.look.language]),
      this.#state,
      this.#strip,
      this.#lost,
    );
  }

  /** Its tab is closed: where no other one opens, it stays so. */
  leave(): void {
    this.#heard = new Set();
    this.#first = undefined;
    this.#downAtMs = undefined;
    this.#tell('gone');
  }

  follow(tab: Tab, resumes: boolean): void {
    this.#tell('waiting');
    tab.follow({ ...WAYS[this.#way], channel: 'feed', resumes }, (news) => this.#hear(news));
  }

  /** The newest event that there is, whoever heard it. */
  published(newest: number): void {
    this.#newest = newest;
    this.#draw();
  }

  #draw(): void {
    const newest = this.#newest;
    const from = Math.max(this.#first ?? newest + 1, newest - SHOWN + 1);
    const shown = Array.from({ length: Math.max(0, newest - from + 1) }, (_, place) => from + place);
    this.#strip.replaceChildren(
      ...shown.map((seq) => el('li', { class: this.#heard.has(seq) ? 'open' : 'waiting' }, String(seq))),
    );
    const all = this.#first === undefined ? 0 : newest - this.#first + 1;
    const lost = Math.max(0, all - this.#heard.size);
    this.element.dataset.lost = String(lost);
    this.element.dataset.heard = String(this.#heard.size);
    this.#lost.textContent = fill(words.lost, this.#scene.look.language, {
      lost: String(lost),
      all: String(all),
    });
  }

  #hear(news: TabNews): void {
    if (news.what === 'open') {
      this.#tell('open', this.#downAtMs === undefined ? undefined : news.atMs - this.#downAtMs);
      this.#downAtMs = undefined;
    } else if (news.what === 'down') {
      this.#downAtMs ??= news.atMs;
      this.#tell('down');
    } else if (news.what === 'gave-up') {
      this.#tell('gone');
    } else if (news.what === 'event') {
      this.#first ??= news.event.seq;
      this.#heard.add(news.event.seq);
      // What was told before it came is no longer missing.
      this.#newest = Math.max(this.#newest, news.event.seq);
      this.#draw();
    }
  }

  #tell(state: 'waiting' | 'open' | 'down' | 'gone', tookMs?: number): void {
    const { language } = this.#scene.look;
    const back =
      tookMs === undefined ? '' : `, ${fill(words.back, language, { took: sayMs(tookMs, language) })}`;
    this.#state.textContent = `${words[state][language]}${back}`;
    this.element.dataset.state = state;
    if (tookMs !== undefined) this.element.dataset.backMs = String(tookMs);
  }
}
