import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayMs } from '../../figures.ts';
import { press } from '../../press.ts';
import { sayProblem } from '../../problem.ts';
import type { Tab } from '../../tab/tab.ts';
import { turns } from '../../turns.ts';
import type { Belief } from './live.ts';

const words = {
  sse: { en: 'EventSource, a comment every second', ko: 'EventSource, 1초마다 주석' },
  websocket: { en: 'WebSocket, a ping every second', ko: 'WebSocket, 1초마다 핑' },
  open: { en: 'Open a tab', ko: '탭 열기' },
  close: { en: 'Close the tab', ko: '탭 닫기' },
  unplug: { en: 'Pull the plug for 8 s', ko: '8초 동안 선 뽑기' },
  believes: { en: 'Connected, as far as the server knows: {n}', ko: '서버가 아는 연결: {n}개' },
  closed: { en: 'tab closed', ko: '탭을 닫음' },
  unplugged: { en: 'plug pulled', ko: '선을 뽑음' },
  waiting: { en: '{did}; the server knows nothing yet …', ko: '{did}. 서버는 아직 모릅니다…' },
  noticed: { en: '{did}; the server knew after {took}', ko: '{did}. 서버가 {took} 만에 알았습니다' },
  unnoticed: {
    en: '{did}; the plug is back in after {s} s, and the server never knew',
    ko: '{did}. {s}초 뒤 다시 꽂을 때까지 서버는 몰랐습니다',
  },
} as const;

/** Who leaves, who vanishes, and when the server knows. */
export default {
  intro: {
    en: 'Open a tab of each kind. Close one: how long until the server knows? Open it again and pull the plug: from then on nothing passes in either direction, and nobody is told.',
    ko: '종류별로 탭을 하나씩 여세요. 탭을 닫으면 서버는 얼마 만에 알까요? 다시 열고 선을 뽑아 보세요. 그때부터 양쪽 모두 아무것도 오가지 않고, 어느 쪽도 그 사실을 통보받지 못합니다.',
  },
  async start(scene) {
    const origins = scene.facts as Record<Belief['way'], string>;
    const panes = {
      sse: new Pane('sse', origins.sse, scene),
      websocket: new Pane('websocket', origins.websocket, scene),
    };
    scene.onSaid((news) => {
      const belief = news as Belief;
      panes[belief.way].believe(belief);
    });
    scene.root.append(el('div', { class: 'panes' }, panes.sse.element, panes.websocket.element));
  },
} satisfies Demo;

class Pane {
  readonly element: HTMLElement;
  readonly #way: Belief['way'];
  readonly #origin: string;
  readonly #scene: Scene;
  readonly #believes = el('p', { role: 'status' });
  readonly #story = el('p', { role: 'status' });
  readonly #inTurn = turns();
  #tab: Tab | undefined;
  #there = 0;
  /** What was done that the server does not know of yet, and when by the page's clock. */
  #done: { readonly what: string; readonly atMs: number } | undefined;

  constructor(way: Belief['way'], origin: string, scene: Scene) {
    this.#way = way;
    this.#origin = origin;
    this.#scene = scene;
    const { language } = scene.look;
    this.element = el(
      'article',
      { class: 'pane', 'data-pane': way, 'data-there': '0' },
      el('h3', {}, words[way][language]),
      el(
        'p',
        { class: 'demo-controls' },
        this.#press('open', () => this.#open()),
        this.#press('close', () => this.#close()),
        this.#press('unplug', () => this.#unplug()),
      ),
      this.#believes,
      this.#story,
    );
    this.#tell(0);
  }

  believe({ there, sinceUs }: Belief): void {
    this.#tell(there);
    if (this.#done === undefined || there > 0) return;
    const tookMs = Math.max(0, this.#scene.pageMs(sinceUs) - this.#done.atMs);
    this.#say('noticed', { did: this.#done.what, took: sayMs(tookMs, this.#scene.look.language) });
    this.#done = undefined;
  }

  #press(name: 'open' | 'close' | 'unplug', act: () => void | Promise<void>): HTMLButtonElement {
    const { look, signal } = this.#scene;
    return press(words[name][look.language], `${name}-${this.#way}`, () =>
      this.#inTurn(act).catch((error: unknown) => {
        // While the plug is out no tab opens: it is said, and the next press tries again.
        if (!signal.aborted) this.#story.textContent = sayProblem(error, look.language);
      }),
    );
  }

  async #open(): Promise<void> {
    if (this.#tab !== undefined) return;
    const tab = await this.#scene.tab(this.#origin);
    this.#tab = tab;
    this.#done = undefined;
    this.#story.textContent = '';
    tab.follow({ by: this.#way, channel: 'feed' }, ({ what }) => {
      // Given up by its server while the plug was out: a press opens another one.
      if (what === 'gave-up') this.#leave();
    });
  }

  #leave(): void {
    this.#tab?.close();
    this.#tab = undefined;
  }

  #close(): void {
    if (this.#tab === undefined) return;
    // Of one that the server has given up already there is no news to wait for.
    if (this.#there > 0) this.#begin(words.closed[this.#scene.look.language]);
    this.#leave();
  }

  async #unplug(): Promise<void> {
    if (this.#tab === undefined) return;
    const done = this.#begin(words.unplugged[this.#scene.look.language]);
    const { seconds } = (await this.#scene.act('unplug', { way: this.#way })) as { seconds: number };
    setTimeout(() => {
      if (this.#done !== done || this.#scene.signal.aborted) return;
      this.#say('unnoticed', { did: done.what, s: String(seconds) });
      this.#done = undefined;
    }, seconds * 1e3);
  }

  #begin(what: string): { what: string; atMs: number } {
    const done = { what, atMs: performance.timeOrigin + performance.now() };
    this.#done = done;
    this.#say('waiting', { did: what });
    return done;
  }

  #say(name: 'waiting' | 'noticed' | 'unnoticed', values: Readonly<Record<string, string>>): void {
    this.#story.textContent = fill(words[name], this.#scene.look.language, values);
    this.element.dataset.story = name;
  }

  #tell(there: number): void {
    this.#there = there;
    this.#believes.textContent = fill(words.believes, this.#scene.look.language, { n: String(there) });
    this.element.dataset.there = String(there);
  }
}
