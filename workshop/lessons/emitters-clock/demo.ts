import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { press } from '../../press.ts';
import type { Tab } from '../../tab/tab.ts';
import type { Called, Clock, Kind } from './live.ts';

const KINDS: readonly Kind[] = ['busy', 'empty', 'comment'];
const TICK_MS = 100;

const words = {
  busy: { en: 'Sends an event every second', ko: '1초마다 이벤트를 보냄' },
  empty: { en: 'Sends nothing', ko: '아무것도 보내지 않음' },
  comment: { en: 'Sends one comment at the start', ko: '시작할 때 주석 하나만 보냄' },
  again: { en: 'Start all three again', ko: '셋 모두 다시 시작' },
  server: { en: 'Server', ko: '서버' },
  browser: { en: 'Browser', ko: '브라우저' },
  running: { en: '{seconds} s of {limit} s', ko: '{limit}초 중 {seconds}초' },
  open: { en: 'open', ko: '열림' },
  down: { en: 'lost, about to come back', ko: '끊김, 곧 다시 연결' },
  gaveUp: { en: 'gave up for good', ko: '완전히 포기함' },
  events: { en: '{n} events', ko: '이벤트 {n}개' },
} as const;

/** Three real emitters whose time runs, and what the browser’s EventSource makes of their ends. */
export default {
  intro: {
    en: 'Three emitters on the server have a timeout of 5 s. Watch which of their streams end, with which callbacks, and which of the browser’s EventSources come back.',
    ko: '서버의 emitter 세 개에는 5초 타임아웃이 있습니다. 어느 스트림이 어떤 콜백과 함께 끝나는지, 브라우저의 EventSource 중 어느 것이 다시 연결되는지 보세요.',
  },
  async start(scene) {
    const { origin, timeoutMs } = scene.facts as Clock;
    const tab = await scene.tab(origin);
    if (scene.signal.aborted) return;
    const rows = new Map(KINDS.map((kind) => [kind, new Row(kind, timeoutMs, scene)]));
    scene.onSaid((news) => {
      const called = news as Called;
      rows.get(called.kind)?.called(called);
    });
    const begin = (): void => {
      for (const row of rows.values()) row.follow(tab);
    };
    scene.root.append(
      el('p', { class: 'demo-controls' }, press(words.again[scene.look.language], 'start-streams', begin)),
      el('div', { class: 'panes' }, ...[...rows.values()].map(({ element }) => element)),
    );
    begin();
  },
} satisfies Demo;

class Row {
  readonly element: HTMLElement;
  readonly #kind: Kind;
  readonly #limitMs: number;
  readonly #scene: Scene;
  readonly #meter: HTMLElement;
  readonly #time = el('p', { class: 'small' });
  readonly #calls = el('dd', {});
  readonly #state = el('dd', { role: 'status' });
  #followed: number | undefined;
  #startedMs: number | undefined;
  #emitter = 0;
  #events = 0;

  constructor(kind: Kind, limitMs: number, scene: Scene) {
    this.#kind = kind;
    this.#limitMs = limitMs;
    this.#scene = scene;
    const { language } = scene.look;
    this.#meter = el('progress', { max: String(limitMs), value: '0' });
    this.element = el(
      'article',
      { class: 'pane', 'data-kind': kind },
      el('h3', {}, words[kind][language]),
      this.#meter,
      this.#time,
      el(
        'dl',
        {},
        el('dt', {}, words.server[language]),
        this.#calls,
        el('dt', {}, words.browser[language]),
        this.#state,
      ),
    );
    const timer = setInterval(() => this.#tick(), TICK_MS);
    scene.signal.addEventListener('abort', () => clearInterval(timer));
  }

  follow(tab: Tab): void {
    if (this.#followed !== undefined) tab.leave(this.#followed);
    this.#calls.textContent = '';
    this.#events = 0;
    this.#show('down', '…');
    this.#followed = tab.follow({ by: 'sse', channel: this.#kind }, ({ what }) => {
      const { language } = this.#scene.look;
      if (what === 'event') this.#events++;
      if (what === 'open' || what === 'event') {
        const events = fill(words.events, language, { n: String(this.#events) });
        this.#show('open', `${words.open[language]} · ${events}`);
      } else if (what === 'down') this.#show('down', words.down[language]);
      else if (what === 'gave-up') this.#show('gave-up', words.gaveUp[language]);
    });
  }

  called({ emitter, call, atMs }: Called): void {
    if (call === 'start') {
      this.#emitter = emitter;
      this.#startedMs = performance.now();
      this.#calls.textContent = '';
      return;
    }
    // The one before, which a press left, may tell of its end when the next one has started.
    if (emitter !== this.#emitter) return;
    this.#startedMs = undefined;
    this.#calls.append(el('div', {}, `${call} · ${(atMs / 1e3).toFixed(1)} s`));
  }

  #show(state: string, text: string): void {
    this.element.dataset.state = state;
    this.#state.textContent = text;
  }

  #tick(): void {
    if (this.#startedMs === undefined) return;
    const ms = Math.min(this.#limitMs, performance.now() - this.#startedMs);
    this.#meter.setAttribute('value', String(ms));
    this.#time.textContent = fill(words.running, this.#scene.look.language, {
      seconds: (ms / 1e3).toFixed(1),
      limit: String(this.#limitMs / 1e3),
    });
  }
}
