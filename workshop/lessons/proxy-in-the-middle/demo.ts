import { medianOf } from '../../../harness/results/summary.ts';
import { el } from '../../../reports/browser/dom.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayMs } from '../../figures.ts';
import { sayProblem } from '../../problem.ts';
import type { Tab } from '../../tab/tab.ts';
import { Waterfall } from '../../waterfall.ts';
import type { Served, Settings, Straight } from './live.ts';

/** Delays are the median of so many. */
const KEPT = 20;

const words = {
  straight: { en: 'Straight to the server', ko: '서버에서 바로' },
  nginx: { en: 'Through nginx', ko: 'nginx를 거쳐' },
  events: { en: 'Events', ko: '이벤트' },
  delay: { en: 'Delay, median', ko: '지연(중앙값)' },
  add: { en: 'Add to nginx’s defaults:', ko: '기본 설정의 nginx에 더하기:' },
  hint: { en: 'The server sends X-Accel-Buffering: no', ko: '서버가 X-Accel-Buffering: no를 보냄' },
  configuration: { en: 'What nginx is told', ko: 'nginx 설정' },
  starting: { en: 'nginx starts again …', ko: 'nginx를 다시 시작하는 중…' },
} as const;

/** Directives are ticked one by one; nginx starts again with them, and the same stream goes through it. */
export default {
  intro: {
    en: 'The same stream, four events a second: once straight from the server, once through a real nginx with its defaults. Watch the dots, then tick one directive at a time; nginx starts again with it. Which one matters?',
    ko: '초당 이벤트 네 개인 같은 스트림을 한 번은 서버에서 바로, 한 번은 기본 설정의 진짜 nginx를 거쳐 받습니다. 점을 지켜본 뒤 지시어를 하나씩 켜 보세요. 그때마다 nginx가 다시 시작합니다. 중요한 것은 어느 것일까요?',
  },
  async start(scene) {
    const { origin, directives } = scene.facts as Straight;
    const { language, ink, muted } = scene.look;
    const waterfall = new Waterfall(
      [
        { title: words.straight[language], colour: muted },
        { title: words.nginx[language], colour: ink },
      ],
      scene.look,
      scene.signal,
    );
    const straight = new Line('straight', 0, scene, waterfall);
    const nginx = new Line('nginx', 1, scene, waterfall);
    const location = el('pre', { class: 'bytes', 'aria-label': words.configuration[language] });
    const state = el('p', { class: 'small', role: 'status' });
    const boxes = new Map(
      directives.map((text) => [text, el('input', { type: 'checkbox', 'data-tick': text })]),
    );
    const hint = el('input', { type: 'checkbox', 'data-tick': 'hint' });
    const chosen = (): Settings => ({
      directives: [...boxes].flatMap(([text, box]) => (box.checked ? [text] : [])) as Settings['directives'],
      asksNotToBuffer: hint.checked,
    });
    let turn = 0;
    const serve = async (): Promise<void> => {
      const own = ++turn;
      state.textContent = words.starting[language];
      nginx.leave();
      const served = (await scene.act('serve', chosen())) as Served;
      // A box was ticked meanwhile: that one has the last word.
      if (own !== turn || scene.signal.aborted) return;
      const tab = await scene.tab(served.origin);
      if (own !== turn) return tab.close();
      straight.begin();
      nginx.follow(tab);
      location.textContent = served.location;
      state.textContent = '';
    };
    const onChange = (): void => {
      serve().catch((error: unknown) => {
        if (!scene.signal.aborted) state.textContent = sayProblem(error, language);
      });
    };
    for (const box of [...boxes.values(), hint]) box.addEventListener('change', onChange);
    scene.root.append(
      el(
        'p',
        { class: 'knobs' },
        el('span', {}, words.add[language]),
        ...[...boxes].map(([text, box]) => el('label', {}, box, el('code', {}, text))),
        el('label', {}, hint, words.hint[language]),
      ),
      state,
      el('div', { class: 'panes' }, straight.element, nginx.element),
      waterfall.element,
      location,
    );
    straight.follow(await scene.tab(origin));
    await serve();
  },
} satisfies Demo;

/** One way to the stream: how many events came since the last change, and how late. */
class Line {
  readonly element: HTMLElement;
  readonly #row: number;
  readonly #scene: Scene;
  readonly #waterfall: Waterfall;
  readonly #figures = {
    events: el('dd', { 'data-figure': 'events' }),
    delay: el('dd', { 'data-figure': 'delay' }),
  };
  #tab: Tab | undefined;
  #delaysMs: number[] = [];
  #events = 0;

  constructor(name: 'straight' | 'nginx', row: number, scene: Scene, waterfall: Waterfall) {
    this.#row = row;
    this.#scene = scene;
    this.#waterfall = waterfall;
    const { language } = scene.look;
    this.element = el(
      'article',
      { class: 'pane', 'data-line': name },
      el('h3', {}, words[name][language]),
      el(
        'dl',
        {},
        ...(['events', 'delay'] as const).flatMap((one) => [
          el('dt', {}, words[one][language]),
          this.#figures[one],
        ]),
      ),
    );
    this.begin();
  }

  /** Counts anew. */
  begin(): void {
    this.#events = 0;
    this.#delaysMs = [];
    this.#tell();
  }

  follow(tab: Tab): void {
    this.#tab = tab;
    this.begin();
    tab.follow({ by: 'sse', channel: 'feed' }, (news) => {
      if (news.what !== 'event') return;
      this.#events++;
      this.#delaysMs.push(news.atMs - this.#scene.pageMs(news.event.intendedAtUs));
      if (this.#delaysMs.length > KEPT) this.#delaysMs.shift();
      this.#waterfall.event(this.#row, news.atMs);
      this.#tell();
    });
  }

  leave(): void {
    this.#tab?.close();
    this.#tab = undefined;
    this.begin();
  }

  #tell(): void {
    this.#figures.events.textContent = String(this.#events);
    this.#figures.delay.textContent =
      this.#events === 0 ? '–' : sayMs(medianOf(this.#delaysMs), this.#scene.look.language);
  }
}
