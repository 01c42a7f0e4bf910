import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Counts } from '../../counts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayBytes } from '../../figures.ts';
import type { Tab } from '../../tab/tab.ts';
import type { Asked } from './live.ts';

const INTERVALS_MS = [250, 500, 1_000, 2_000];
const EVERY_S = [1, 2, 5, 10];
const USUAL = { intervalMs: 500, everySeconds: 5 };
/** So many answers are shown, oldest first out. */
const SHOWN = 60;

const words = {
  interval: { en: 'Ask every', ko: '요청 간격' },
  every: { en: 'An event about every', ko: '이벤트 간격(평균)' },
  kept: { en: 'Connection kept (keep-alive)', ko: '연결 유지(keep-alive)' },
  closed: { en: 'A new connection for each request', ko: '요청할 때마다 새 연결' },
  requests: { en: 'Requests', ko: '요청' },
  empty: { en: 'Brought nothing', ko: '얻은 것 없음' },
  connections: { en: 'TCP connections', ko: 'TCP 연결' },
  bytes: { en: 'Bytes, both ways', ko: '바이트(양방향)' },
  squares: {
    en: 'Each square is an answer: filled where it brought an event.',
    ko: '네모 하나가 응답 하나입니다. 이벤트가 있으면 채워집니다.',
  },
  share: { en: '{empty} of {all} ({percent} %)', ko: '{all}건 중 {empty}건 ({percent} %)' },
} as const;

/** Polling, with the knobs that decide how much of it is for nothing. */
export default {
  intro: {
    en: 'Your browser polls two servers with the same events. One keeps the connection, the other ends it after each answer. Turn the knobs, and watch how many answers are empty and how many connections it takes.',
    ko: '브라우저가 같은 이벤트를 가진 두 서버에 폴링합니다. 한쪽은 연결을 유지하고, 다른 쪽은 응답할 때마다 끊습니다. 값을 바꿔 가며 빈 응답과 연결 수를 살펴보세요.',
  },
  async start(scene) {
    const { kept, closed } = scene.facts as Asked;
    const { language } = scene.look;
    const sides = { kept: new Side('kept', scene), closed: new Side('closed', scene) };
    const chosen = { ...USUAL };
    const [keptTab, closedTab] = await Promise.all([scene.tab(kept), scene.tab(closed)]);
    const begin = async (): Promise<void> => {
      await scene.act('begin', { everySeconds: chosen.everySeconds });
      sides.kept.follow(keptTab, chosen.intervalMs);
      sides.closed.follow(closedTab, chosen.intervalMs);
    };
    const knob = (
      label: string,
      name: 'intervalMs' | 'everySeconds',
      options: readonly number[],
      say: (value: number) => string,
    ): HTMLElement => {
      const select = el(
        'select',
        { 'data-knob': name },
        ...options.map((value) =>
          el('option', { value: String(value), selected: value === chosen[name] }, say(value)),
        ),
      );
      select.addEventListener('change', () => {
        chosen[name] = Number(select.value);
        begin().catch(console.error);
      });
      return el('label', {}, label, select);
    };
    scene.onSaid((news) => {
      const { side, counts } = news as { side: 'kept' | 'closed'; counts: Counts };
      sides[side].count(counts);
    });
    scene.root.append(
      el(
        'p',
        { class: 'knobs' },
        knob(words.interval[language], 'intervalMs', INTERVALS_MS, (ms) => `${ms} ms`),
        knob(words.every[language], 'everySeconds', EVERY_S, (s) => `${s} s`),
      ),
      el('div', { class: 'panes' }, sides.kept.element, sides.closed.element),
      el('p', { class: 'small' }, words.squares[language]),
    );
    await begin();
  },
} satisfies Demo;

class Side {
  readonly element: HTMLElement;
  readonly #scene: Scene;
  readonly #squares = el('ol', { class: 'slots answers' });
  readonly #figures: Readonly<Record<'requests' | 'empty' | 'connections' | 'bytes', HTMLElement>>;
  #follower: { readonly tab: Tab; readonly id: number } | undefined;
  #all = 0;
  #empty = 0;

  constructor(name: 'kept' | 'closed', scene: Scene) {
    this.#scene = scene;
    const { language } = scene.look;
    const figure = (figureName: string): HTMLElement => el('dd', { 'data-figure': figureName }, '–');
    this.#figures = {
      requests: figure('requests'),
      empty: figure('empty'),
      connections: figure('connections'),
      bytes: figure('bytes'),
    };
    this.element = el(
      'article',
      { class: 'pane', 'data-side': name },
      el('h3', {}, words[name][language]),
      el(
        'dl',
        {},
        ...(['requests', 'empty', 'connections', 'bytes'] as const).flatMap((one) => [
          el('dt', {}, words[one][language]),
          this.#figures[one],
        ]),
      ),
      this.#squares,
    );
  }

  /** Begins to count anew. */
  follow(tab: Tab, pollIntervalMs: number): void {
    this.#follower?.tab.leave(this.#follower.id);
    this.#all = 0;
    this.#empty = 0;
    this.#squares.replaceChildren();
    const id = tab.follow({ by: 'polling', channel: 'feed', pollIntervalMs }, (news) => {
      if (news.what === 'answered') this.#answered(news.events === 0);
    });
    this.#follower = { tab, id };
  }

  count({ httpRequests, tcpOpened, bytesToClients, bytesFromClients }: Counts): void {
    this.#figures.requests.textContent = String(httpRequests);
    this.#figures.connections.textContent = String(tcpOpened);
    this.#figures.bytes.textContent = sayBytes(bytesToClients + bytesFromClients, this.#scene.look.language);
  }

  #answered(isEmpty: boolean): void {
    this.#all++;
    if (isEmpty) this.#empty++;
    this.#squares.append(el('li', { class: isEmpty ? 'empty' : 'open' }, isEmpty ? '·' : '●'));
    if (this.#squares.childElementCount > SHOWN) this.#squares.firstElementChild?.remove();
    this.#figures.empty.textContent = fill(words.share, this.#scene.look.language, {
      empty: String(this.#empty),
      all: String(this.#all),
      percent: String(Math.round((100 * this.#empty) / this.#all)),
    });
  }
}
