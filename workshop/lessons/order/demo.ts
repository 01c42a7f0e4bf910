import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo } from '../../demo.ts';
import { press } from '../../press.ts';
import { turns } from '../../turns.ts';
import type { Ordered } from './live.ts';

const JITTERS_MS = [0, 20, 100];
const PATIENCE_MS = 15_000;

const words = {
  requests: { en: 'Send 40 requests at once', ko: '요청 40개를 한꺼번에 보내기' },
  events: { en: 'Receive 40 events at once', ko: '이벤트 40개를 한꺼번에 받기' },
  jitter: { en: 'Random delay of each connection, up to', ko: '연결마다 무작위 지연, 최대' },
  up: { en: 'Requests, as the server got them', ko: '요청(서버에 도착한 순서)' },
  sse: { en: 'SSE, as the page received it', ko: 'SSE(페이지가 받은 순서)' },
  websocket: { en: 'WebSocket, as the page received it', ko: 'WebSocket(페이지가 받은 순서)' },
  late: { en: '{late} of {all} came after a later one', ko: '{all}개 중 {late}개가 나중 것보다 늦게 옴' },
} as const;

/** What is sent at once, up and down, in the order in which it arrives. */
export default {
  intro: {
    en: 'The numbers are in the order of their arrival; one that came after a later one is marked. Requests race on six connections, a stream is one. Let the link delay each connection at random, and send again.',
    ko: '숫자는 도착한 순서이며, 나중 것보다 늦게 온 것은 따로 표시합니다. 요청은 연결 여섯 개에서 서로 앞다투고, 스트림은 연결이 하나입니다. 링크가 연결마다 무작위로 지연을 주게 하고 다시 보내 보세요.',
  },
  async start(scene) {
    const { origin, count } = scene.facts as Ordered;
    const { language } = scene.look;
    const tab = await scene.tab(origin);
    const strips = {
      up: new Strip('up', language),
      sse: new Strip('sse', language),
      websocket: new Strip('websocket', language),
    };
    scene.onSaid((news) => strips.up.add((news as { arrived: number }).arrived));
    for (const by of ['sse', 'websocket'] as const) {
      tab.follow({ by, channel: 'order', comesBack: true }, (news) => {
        if (news.what !== 'event') return;
        // A stream keeps its order: with the first one everything of the press before has come.
        if (news.event.data === 1) strips[by].clear();
        strips[by].add(Number(news.event.data));
      });
    }
    const inTurn = turns();
    const jitter = el(
      'select',
      { 'data-knob': 'jitter' },
      ...JITTERS_MS.map((ms) => el('option', { value: String(ms) }, `${ms} ms`)),
    );
    jitter.addEventListener('change', () => {
      scene.act('shape', { jitterMs: Number(jitter.value) }).catch(console.error);
    });
    scene.root.append(
      el('p', { class: 'knobs' }, el('label', {}, words.jitter[language], jitter)),
      el(
        'p',
        { class: 'demo-controls' },
        press(words.requests[language], 'requests', () =>
          inTurn(() => {
            strips.up.clear();
            return Promise.all(
              Array.from({ length: count }, (_, index) =>
                tab.ask(`/poll?channel=order&n=${index + 1}`, PATIENCE_MS),
              ),
            );
          }),
        ),
        press(words.events[language], 'events', () => scene.act('publish')),
      ),
      ...Object.values(strips).map(({ element }) => element),
    );
  },
} satisfies Demo;

class Strip {
  readonly element: HTMLElement;
  readonly #language: 'en' | 'ko';
  readonly #slots = el('ol', { class: 'slots' });
  readonly #said = el('p', { class: 'small', role: 'status' });
  #latest = 0;
  #all = 0;
  #late = 0;

  constructor(name: 'up' | 'sse' | 'websocket', language: 'en' | 'ko') {
    this.#language = language;
    this.element = el(
      'article',
      { class: 'pane', 'data-strip': name },
      el('h3', {}, words[name][language]),
      this.#slots,
      this.#said,
    );
  }

  clear(): void {
    this.#latest = 0;
    this.#all = 0;
    this.#late = 0;
    this.#slots.replaceChildren();
    this.#said.textContent = '';
  }

  add(number: number): void {
    const isLate = number < this.#latest;
    this.#latest = Math.max(this.#latest, number);
    this.#all++;
    if (isLate) this.#late++;
    this.#slots.append(el('li', { class: isLate ? 'waiting' : 'open' }, String(number)));
    this.element.dataset.all = String(this.#all);
    this.element.dataset.late = String(this.#late);
    this.#said.textContent = fill(words.late, this.#language, {
      late: String(this.#late),
      all: String(this.#all),
    });
  }
}
