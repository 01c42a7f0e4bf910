import type { ByteClass } from '../../../harness/results/byte-classes.ts';
import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayProblem } from '../../problem.ts';
import type { Tab } from '../../tab/tab.ts';
import type { Piece } from './annotate.ts';
import type { Carried } from './live.ts';

/** After the event: time for the next question, and for what else follows. */
const SETTLE_MS = 250;

const WAYS = [
  ['polling', { en: 'Polling', ko: '폴링' }],
  ['long-polling', { en: 'Long polling', ko: '롱 폴링' }],
  ['sse', { en: 'SSE', ko: 'SSE' }],
  ['websocket', { en: 'WebSocket', ko: 'WebSocket' }],
] as const;

/** From the Okabe–Ito palette; each class is named beside it, too. */
const CLASSES: Readonly<Partial<Record<ByteClass, { colour: string; en: string; ko: string }>>> = {
  heads: { colour: '#d55e00', en: 'request and response headers', ko: '요청·응답 헤더' },
  http2: { colour: '#cc79a7', en: 'HTTP/2 session', ko: 'HTTP/2 세션' },
  framing: { colour: '#e69f00', en: 'framing', ko: '프레이밍' },
  signals: { colour: '#56b4e9', en: 'signals', ko: '신호' },
  heartbeats: { colour: '#999999', en: 'heartbeats', ko: '하트비트' },
  envelope: { colour: '#0072b2', en: 'envelope: id, times', ko: '이벤트 정보: id, 시각' },
  payload: { colour: '#009e73', en: 'the data itself', ko: '데이터 자체' },
};

const words = {
  transport: { en: 'Transport', ko: '방식' },
  http: { en: 'Over', ko: '버전' },
  go: { en: 'Send one event', ko: '이벤트 하나 보내기' },
  busy: { en: 'on its way …', ko: '보내는 중…' },
  before: { en: 'To begin with', ko: '시작할 때' },
  after: { en: 'For one event', ko: '이벤트 하나를 보낼 때' },
  up: { en: 'from the client: {n} bytes', ko: '클라이언트가 보냄: {n}바이트' },
  down: { en: 'from the server: {n} bytes', ko: '서버가 보냄: {n}바이트' },
  browser: { en: 'Requested by this browser.', ko: '이 브라우저가 보낸 요청입니다.' },
  client: {
    en: 'Requested by the lab’s own client without TLS: a browser speaks HTTP/2 with TLS only.',
    ko: '실험실의 클라이언트가 TLS 없이 보낸 요청입니다. 브라우저는 TLS 위에서만 HTTP/2를 씁니다.',
  },
} as const;

/** One event, and every byte that it took. */
export default {
  intro: {
    en: 'Choose a transport and an HTTP version, and send one event. A tap between client and server keeps every byte; colours underline what each piece is. Brackets hold what cannot be read as text.',
    ko: '방식과 HTTP 버전을 고르고 이벤트 하나를 보내세요. 클라이언트와 서버 사이의 중간 기록기(tap)가 모든 바이트를 남기고, 밑줄 색이 각 조각이 무엇인지 알려 줍니다. 글자로 읽을 수 없는 것은 대괄호 안에 있습니다.',
  },
  async start(scene) {
    const { language } = scene.look;
    const select = (name: string, options: readonly (readonly [string, string])[]): HTMLSelectElement =>
      el('select', { 'data-knob': name }, ...options.map(([value, label]) => el('option', { value }, label)));
    const transport = select(
      'transport',
      WAYS.map(([id, title]) => [id, title[language]]),
    );
    const http = select('http', [
      ['1.1', 'HTTP/1.1'],
      ['2', 'HTTP/2'],
    ]);
    const shown = el('div', { class: 'carried', 'data-state': 'idle', 'aria-live': 'polite' });
    const go = el('button', { type: 'button', class: 'press', 'data-act': 'go' }, words.go[language]);
    go.addEventListener('click', async () => {
      go.disabled = true;
      shown.dataset.state = 'busy';
      shown.replaceChildren(el('p', {}, words.busy[language]));
      try {
        const carried = await carry(scene, transport.value, http.value);
        shown.replaceChildren(...draw(carried, http.value === '2', scene));
        shown.dataset.state = `${transport.value} ${http.value}`;
      } catch (error) {
        if (scene.signal.aborted) return;
        shown.replaceChildren(el('p', {}, sayProblem(error, language)));
        shown.dataset.state = 'failed';
      }
      go.disabled = false;
    });
    scene.root.append(
      el(
        'p',
        { class: 'knobs' },
        el('label', {}, words.transport[language], transport),
        el('label', {}, words.http[language], http),
        go,
      ),
      shown,
    );
  },
} satisfies Demo;

async function carry(scene: Scene, transport: string, http: string): Promise<Carried> {
  const { channel, pollMs } = scene.facts as { channel: string; pollMs: number };
  const opened = (await scene.act('open', { transport, http })) as { origin: string } | null;
  const tab = opened === null ? undefined : await scene.tab(opened.origin);
  const publish = (): Promise<unknown> => scene.act('publish');
  try {
    await (tab === undefined ? publish() : hearOne(tab, transport as 'sse', channel, pollMs, publish));
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return (await scene.act('read')) as Carried;
  } finally {
    tab?.close();
  }
}

/** Follows, has the event published once it follows, and resolves with the event; rejects where the line goes down. */
const hearOne = (
  tab: Tab,
  by: 'sse',
  channel: string,
  pollIntervalMs: number,
  publish: () => Promise<unknown>,
): Promise<void> =>
  new Promise((resolve, reject) => {
    let isOpen = false;
    tab.follow({ by, channel, pollIntervalMs }, ({ what }) => {
      if (what === 'open' && !isOpen) {
        isOpen = true;
        // A long poll asks its next question at once, which belongs to what was before.
        setTimeout(() => publish().catch(reject), SETTLE_MS);
      }
      if (what === 'event') resolve();
      if (what === 'down') reject(new Error(`${by} went down before the event came`));
    });
  });

function draw(carried: Carried, byClient: boolean, { look }: Scene): HTMLElement[] {
  const { language } = look;
  const part = (name: 'before' | 'after'): HTMLElement[] =>
    (['up', 'down'] as const).map((direction) => {
      const pieces = carried[name][direction];
      const n = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
      return el(
        'div',
        { class: 'bytes', tabindex: '0', 'data-part': `${name} ${direction}`, 'data-bytes': String(n) },
        el('p', { class: 'small' }, fill(words[direction], language, { n: n.toLocaleString(language) })),
        ...pieces.map(pieceOf),
      );
    });
  const sums = new Map<ByteClass, number>();
  for (const { what, bytes } of [...carried.after.up, ...carried.after.down]) {
    sums.set(what, (sums.get(what) ?? 0) + bytes);
  }
  return [
    el('p', { class: 'small' }, (byClient ? words.client : words.browser)[language]),
    el('h3', {}, words.after[language]),
    el(
      'ul',
      { class: 'byte-key' },
      ...[...sums].map(([what, bytes]) => {
        const swatch = el('span', { class: 'swatch' });
        swatch.style.setProperty('--piece', CLASSES[what]?.colour ?? '');
        return el(
          'li',
          {},
          swatch,
          `${CLASSES[what]?.[language] ?? what}: ${bytes.toLocaleString(language)} B`,
        );
      }),
    ),
    ...part('after'),
    el('details', {}, el('summary', {}, words.before[language]), ...part('before')),
  ];
}

function pieceOf({ what, text }: Piece): HTMLElement {
  // Line ends are what a protocol is made of here: they are shown, and break the line as well.
  const shown = text.replaceAll(/\r\n|\n/g, (end) => (end === '\n' ? '\\n\n' : '\\r\\n\n'));
  const piece = el('span', { class: 'piece', title: what }, shown);
  piece.style.setProperty('--piece', CLASSES[what]?.colour ?? '');
  return piece;
}
