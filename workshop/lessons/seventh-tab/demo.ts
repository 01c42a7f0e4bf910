import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayMs } from '../../figures.ts';
import { sayProblem } from '../../problem.ts';
import { explainClosed } from '../../tab/explain-closed.ts';
import type { Follow } from '../../tab/messages.ts';
import type { Tab } from '../../tab/tab.ts';
import type { Hosts } from './live.ts';

/** An ordinary request that takes so long is said to hang. */
const HANGS_MS = 2_000;

const words = {
  one: { en: 'Open one more', ko: '하나 더 열기' },
  ten: { en: 'Open ten more', ko: '열 개 더 열기' },
  close: { en: 'Close the last one', ko: '마지막 하나 닫기' },
  ask: { en: 'An ordinary request', ko: '일반 요청 하나' },
  open: { en: '{open} open, {waiting} waiting', ko: '열림 {open}, 대기 {waiting}' },
  asking: { en: 'asked, no answer yet …', ko: '요청했지만 아직 응답 없음…' },
  answered: {
    en: 'An ordinary request was answered after {took}.',
    ko: '일반 요청이 {took} 만에 응답을 받았습니다.',
  },
  hangs: {
    en: 'An ordinary request to the same host hangs: no answer in {took}.',
    ko: '같은 호스트로 보낸 일반 요청이 멈춰 있습니다. {took} 동안 응답이 없습니다.',
  },
  guessed: { en: 'guessed', ko: '예측' },
} as const;

/** Streams are opened one by one, over each protocol, until the browser opens no more. */
export default {
  intro: {
    en: 'Open streams one by one. Each number is one stream of this page: filled once it is open, dashed while it waits for a connection. Guesses are marked below the numbers. When something waits, press “An ordinary request”.',
    ko: '스트림을 하나씩 열어 보세요. 숫자 하나가 이 페이지의 스트림 하나입니다. 연결되면 채워지고, 연결을 기다리면 점선입니다. 예측한 값은 숫자 아래에 표시됩니다. 대기가 생기면 “일반 요청 하나”를 눌러 보세요.',
  },
  async start(scene) {
    const { http1, http2 } = scene.facts as Hosts;
    // Once six streams hang, not even a page of that host would open any more.
    const tab = await scene.tab(http1);
    const rows = [
      new Row('EventSource · HTTP/1.1', 'sse', async () => tab, scene),
      new Row('WebSocket · HTTP/1.1', 'websocket', async () => tab, scene),
      new Row('EventSource · HTTP/2', 'sse', () => scene.tab(http2), scene),
    ];
    scene.root.append(...rows.map(({ element }) => element));
  },
} satisfies Demo;

class Row {
  readonly element: HTMLElement;
  readonly #scene: Scene;
  readonly #by: Follow['by'];
  readonly #openTab: () => Promise<Tab>;
  readonly #slots = el('ol', { class: 'slots' });
  readonly #count = el('p', { class: 'small', role: 'status' });
  readonly #asked = el('p', { class: 'asked', role: 'status' });
  readonly #streams: { readonly id: number; readonly slot: HTMLElement; isOpen: boolean }[] = [];
  #tab: Promise<Tab> | undefined;

  constructor(title: string, by: Follow['by'], openTab: () => Promise<Tab>, scene: Scene) {
    this.#scene = scene;
    this.#by = by;
    this.#openTab = openTab;
    const { language } = scene.look;
    const press = (name: 'one' | 'ten' | 'close' | 'ask', act: (tab: Tab) => void): HTMLButtonElement => {
      const made = el('button', { type: 'button', class: 'press', 'data-act': name }, words[name][language]);
      made.addEventListener('click', () => void this.#with(act));
      return made;
    };
    this.element = el(
      'article',
      { class: 'pane', 'data-row': title },
      el('h3', {}, title),
      el(
        'p',
        { class: 'demo-controls' },
        press('one', (tab) => this.#open(tab)),
        press('ten', (tab) => {
          for (let opened = 0; opened < 10; opened++) this.#open(tab);
        }),
        press('close', (tab) => this.#close(tab)),
        press('ask', (tab) => void this.#ask(tab)),
      ),
      this.#slots,
      this.#count,
      this.#asked,
    );
  }

  /** Opens the row's page when it is first needed: that of HTTP/2 may have to be trusted first. */
  async #with(act: (tab: Tab) => void): Promise<void> {
    try {
      this.#tab ??= this.#openTab();
      act(await this.#tab);
    } catch (error) {
      this.#tab = undefined;
      const { language } = this.#scene.look;
      this.#asked.replaceChildren(...(explainClosed(error, language) ?? [sayProblem(error, language)]));
    }
  }

  #open(tab: Tab): void {
    const number = this.#streams.length + 1;
    const isGuessed = this.#scene.guesses.includes(number);
    const slot = el('li', { class: `waiting${isGuessed ? ' guessed' : ''}` }, String(number));
    if (isGuessed) slot.title = words.guessed[this.#scene.look.language];
    const stream = {
      id: tab.follow({ by: this.#by, channel: 'feed' }, (news) => {
        if (news.what !== 'open' && news.what !== 'down') return;
        stream.isOpen = news.what === 'open';
        slot.classList.toggle('open', stream.isOpen);
        slot.classList.toggle('waiting', !stream.isOpen);
        this.#tell();
      }),
      slot,
      isOpen: false,
    };
    this.#streams.push(stream);
    this.#slots.append(slot);
    this.#tell();
  }

  #close(tab: Tab): void {
    const last = this.#streams.pop();
    if (last === undefined) return;
    tab.leave(last.id);
    last.slot.remove();
    this.#tell();
  }

  async #ask(tab: Tab): Promise<void> {
    const { language } = this.#scene.look;
    this.#asked.textContent = words.asking[language];
    this.#asked.className = 'asked';
    const answer = await tab.ask('/poll?channel=feed', HANGS_MS);
    if (this.#scene.signal.aborted) return;
    this.#asked.className = answer === undefined ? 'asked hangs' : 'asked answered';
    this.#asked.textContent = fill(answer === undefined ? words.hangs : words.answered, language, {
      took: sayMs(answer?.tookMs ?? HANGS_MS, language),
    });
  }

  #tell(): void {
    const open = this.#streams.filter(({ isOpen }) => isOpen).length;
    this.element.dataset.open = String(open);
    this.element.dataset.waiting = String(this.#streams.length - open);
    this.#count.textContent = fill(words.open, this.#scene.look.language, {
      open: String(open),
      waiting: String(this.#streams.length - open),
    });
  }
}
