import { medianOf } from '../../../harness/results/summary.ts';
import { el } from '../../../reports/browser/dom.ts';
import type { Language } from '../../../reports/drawing/look.ts';
import type { Counts } from '../../counts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayBytes, sayMs } from '../../figures.ts';
import type { TabNews } from '../../tab/messages.ts';
import { Waterfall } from '../../waterfall.ts';
import type { Way } from './live.ts';

const POLL_MS = 500;
const LONG_POLL_MS = 10_000;
/** Delays are the median of so many. */
const KEPT = 50;

const words = {
  events: { en: 'Events', ko: '이벤트' },
  requests: { en: 'Requests', ko: '요청' },
  connections: { en: 'Connections opened', ko: '새로 연 연결' },
  bytes: { en: 'Bytes, both ways', ko: '바이트(양방향)' },
  delay: { en: 'Delay, median', ko: '지연(중앙값)' },
  waiting: { en: 'waiting for the first event', ko: '첫 이벤트를 기다리는 중' },
} as const;

/** The same events in four panes, each by its own transport from a host of its own. */
export default {
  intro: {
    en: 'Four pages of your browser follow the same feed, about one event a second, each in its own way; polling asks twice a second. The servers count on their sockets. Below, as in a network panel: a bar is a request, hollow where it brought nothing; a dot is an event.',
    ko: '브라우저의 페이지 네 개가 초당 약 한 개의 이벤트가 나오는 같은 피드를 서로 다른 방식으로 받습니다. 폴링은 0.5초마다 요청합니다. 수치는 서버가 소켓에서 셉니다. 아래 그림은 네트워크 패널과 같습니다. 막대는 요청, 빈 막대는 얻은 것이 없는 요청, 점은 이벤트입니다.',
  },
  async start(scene) {
    const ways = scene.facts as readonly Way[];
    const { language, scheme } = scene.look;
    const panes = ways.map((way) => new Pane(way, scene));
    const waterfall = new Waterfall(
      ways.map(({ title, colour }) => ({ title: title[language], colour: colour[scheme] })),
      scene.look,
      scene.signal,
    );
    scene.root.append(
      el('div', { class: 'panes' }, ...panes.map(({ element }) => element)),
      waterfall.element,
    );
    scene.onSaid((news) => {
      const { way, counts } = news as { way: string; counts: Counts };
      panes[ways.findIndex(({ id }) => id === way)]?.count(counts);
    });
    const tabs = await Promise.all(ways.map(({ origin }) => scene.tab(origin)));
    await scene.act('begin');
    for (const [row, tab] of tabs.entries()) {
      const way = ways[row] as Way;
      const bars = new Map<number, (toMs: number, empty: boolean) => void>();
      const begin = (atMs: number): void => void bars.set(atMs, waterfall.request(row, atMs));
      // A stream is one request that lasts.
      if (way.id === 'sse' || way.id === 'websocket') begin(performance.timeOrigin + performance.now());
      tab.follow(
        { by: way.id, channel: 'feed', pollIntervalMs: POLL_MS, longPollMs: LONG_POLL_MS },
        (news: TabNews) => {
          if (news.what === 'asked') begin(news.sentMs);
          if (news.what === 'answered') {
            bars.get(news.sentMs)?.(news.atMs, news.events === 0);
            bars.delete(news.sentMs);
          }
          if (news.what === 'event') {
            waterfall.event(row, news.atMs);
            panes[row]?.event(String(news.event.data), news.atMs - scene.pageMs(news.event.intendedAtUs));
          }
        },
      );
    }
  },
} satisfies Demo;

class Pane {
  readonly element: HTMLElement;
  readonly #language: Language;
  readonly #figures: Record<'events' | 'requests' | 'connections' | 'bytes' | 'delay', HTMLElement>;
  readonly #latest: HTMLElement;
  readonly #delaysMs: number[] = [];
  #events = 0;

  constructor({ id, title, colour }: Way, { look }: Scene) {
    const { language, scheme } = look;
    this.#language = language;
    const figure = (): HTMLElement => el('dd', {}, '–');
    this.#figures = {
      events: figure(),
      requests: figure(),
      connections: figure(),
      bytes: figure(),
      delay: figure(),
    };
    this.#latest = el('p', { class: 'latest' }, words.waiting[language]);
    const names = ['events', 'requests', 'connections', 'bytes', 'delay'] as const;
    this.element = el(
      'article',
      { class: 'pane', 'data-way': id },
      el('h3', {}, title[language]),
      el(
        'dl',
        {},
        ...names.flatMap((name) => {
          this.#figures[name].dataset.figure = name;
          return [el('dt', {}, words[name][language]), this.#figures[name]];
        }),
      ),
      this.#latest,
    );
    this.element.style.setProperty('--pane-colour', colour[scheme]);
  }

  count({ httpRequests, tcpOpened, bytesToClients, bytesFromClients }: Counts): void {
    this.#figures.requests.textContent = String(httpRequests);
    this.#figures.connections.textContent = String(tcpOpened);
    this.#figures.bytes.textContent = sayBytes(bytesToClients + bytesFromClients, this.#language);
  }

  event(data: string, delayMs: number): void {
    this.#events++;
    this.#delaysMs.push(delayMs);
    if (this.#delaysMs.length > KEPT) this.#delaysMs.shift();
    this.#figures.events.textContent = String(this.#events);
    this.#figures.delay.textContent = sayMs(medianOf(this.#delaysMs), this.#language);
    this.#latest.textContent = data;
  }
}
