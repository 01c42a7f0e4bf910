import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import type { Pair } from './live.ts';

const NAMES = ['A', 'B'] as const;
const LISTENERS = 2;
/** Of what a listener heard, the latest. */
const SHOWN = 12;

const words = {
  own: { en: 'Each server for itself', ko: '서버마다 따로' },
  shared: { en: 'With a log that both share in Redis', ko: 'Redis 로그를 함께 쓰기' },
  publish: { en: 'Publish at server {name}', ko: '서버 {name}에서 발행' },
  server: { en: 'Server {name}', ko: '서버 {name}' },
  listener: { en: 'Client {n}', ko: '클라이언트 {n}' },
  heard: {
    en: 'The last event, {event}, reached {heard} of {all} clients',
    ko: '마지막 이벤트 {event}번을 클라이언트 {all}개 중 {heard}개가 받았습니다',
  },
  nothing: { en: 'Nothing was published yet', ko: '아직 발행한 이벤트가 없습니다' },
  missing: {
    en: 'Redis is needed for this half, and could not be started: {why} The stored result below shows what it does.',
    ko: '이 부분에는 Redis가 필요한데 시작하지 못했습니다. {why} 어떻게 되는지는 아래의 저장된 결과에서 볼 수 있습니다.',
  },
} as const;

/** Four listeners at two servers, twice: with a log for each server, and with a shared one. */
export default {
  intro: {
    en: 'Above, two servers that know nothing of each other; below, two that share a log in a real Redis. Your browser has two clients at each. Publish an event at A, then one at B: who receives it?',
    ko: '위는 서로를 모르는 서버 두 대, 아래는 진짜 Redis의 로그를 함께 쓰는 서버 두 대입니다. 브라우저가 서버마다 클라이언트를 둘씩 연결합니다. A에서 한 번, B에서 한 번 발행해 보세요. 누가 받을까요?',
  },
  async start(scene) {
    const { language } = scene.look;
    const rows = (scene.facts as readonly Pair[]).map((pair) => new Row(pair, scene));
    const buttons = NAMES.map((name, at) => {
      const button = el(
        'button',
        { type: 'button', class: 'press', 'data-publish': name },
        fill(words.publish, language, { name }),
      );
      button.addEventListener('click', () => {
        scene.act('publish', { at }).catch(console.error);
      });
      return button;
    });
    scene.root.append(el('p', { class: 'demo-controls' }, ...buttons), ...rows.map(({ element }) => element));
    await Promise.all(rows.map((row) => row.listen()));
  },
} satisfies Demo;

class Row {
  readonly element: HTMLElement;
  readonly #pair: Pair;
  readonly #scene: Scene;
  readonly #panes = el('div', { class: 'panes' });
  readonly #told = el('p', { class: 'small', role: 'status' });
  #last = 0;
  #heard = 0;

  constructor(pair: Pair, scene: Scene) {
    this.#pair = pair;
    this.#scene = scene;
    const { language } = scene.look;
    this.#told.textContent =
      pair.missing === undefined
        ? words.nothing[language]
        : fill(words.missing, language, { why: pair.missing });
    this.element = el(
      'section',
      { 'data-log': pair.log, 'data-heard': '' },
      el('h3', {}, words[pair.log][language]),
      this.#told,
      this.#panes,
    );
  }

  /** Resolves when every listener has its stream. */
  async listen(): Promise<void> {
    const { origins = [] } = this.#pair;
    await Promise.all(origins.map((origin, index) => this.#listenAt(origin, NAMES[index] ?? '')));
  }

  async #listenAt(origin: string, name: string): Promise<void> {
    const { language } = this.#scene.look;
    const lists = Array.from({ length: LISTENERS }, () => el('ol', { class: 'slots' }));
    this.#panes.append(
      el(
        'article',
        { class: 'pane', 'data-server': name },
        el('h4', {}, fill(words.server, language, { name })),
        ...lists.flatMap((list, index) => [
          el('p', { class: 'small' }, fill(words.listener, language, { n: String(index + 1) })),
          list,
        ]),
      ),
    );
    const tab = await this.#scene.tab(origin);
    await Promise.all(
      lists.map(
        (list) =>
          new Promise<void>((resolve) => {
            tab.follow({ by: 'sse', channel: 'room' }, (news) => {
              if (news.what === 'open') resolve();
              if (news.what === 'event') this.#hear(Number(news.event.data), list);
            });
          }),
      ),
    );
  }

  #hear(event: number, list: HTMLElement): void {
    list.append(el('li', { class: 'open' }, String(event)));
    if (list.childElementCount > SHOWN) list.firstElementChild?.remove();
    if (event > this.#last) {
      this.#last = event;
      this.#heard = 0;
    }
    if (event === this.#last) this.#heard++;
    this.element.dataset.heard = `${event}: ${this.#heard}`;
    this.#told.textContent = fill(words.heard, this.#scene.look.language, {
      event: String(this.#last),
      heard: String(this.#heard),
      all: String(NAMES.length * LISTENERS),
    });
  }
}
