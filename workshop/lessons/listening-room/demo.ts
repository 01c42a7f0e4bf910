import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayMs } from '../../figures.ts';
import { press } from '../../press.ts';
import { sayProblem } from '../../problem.ts';
import type { Measured, Rooms } from './live.ts';

const SIZES = [6, 12, 24, 36];
const USUAL = 24;

const words = {
  seek: { en: 'Jump somewhere else', ko: '다른 곳으로 이동' },
  heard: { en: '{action} · {position} s · {delay} later', ko: '{action} · {position}초 · {delay} 뒤' },
  rooms: { en: 'Rooms', ko: '방' },
  listeners: { en: 'Listeners in each', ko: '방마다 청취자' },
  measure: { en: 'Measure {name}', ko: '{name} 측정' },
  measuring: { en: 'measuring {name} …', ko: '{name} 측정 중…' },
  result: {
    en: '{name}, {rooms} × {listeners}: {cpu} % of one core, p99 {p99}, {received} of {expected} deliveries',
    ko: '{name}, {rooms} × {listeners}: 코어 하나의 {cpu} %, p99 {p99}, 전달 {expected}건 중 {received}건',
  },
} as const;

const CASES = [
  { transport: 'sse', http: '1.1', name: 'SSE · HTTP/1.1' },
  { transport: 'websocket', http: '1.1', name: 'WebSocket · HTTP/1.1' },
  { transport: 'sse', http: '2', name: 'SSE · HTTP/2' },
  { transport: 'websocket', http: '2', name: 'WebSocket · HTTP/2' },
] as const;

/** One listener in this page, by both transports; and how much many rooms cost, measured now. */
export default {
  intro: {
    en: 'This page listens to one room, by SSE and by WebSocket. Below, measure what many such rooms cost the server: each button runs a trial of a few seconds, with server and clients in processes of their own.',
    ko: '이 페이지가 방 하나를 SSE와 WebSocket으로 구독합니다. 아래에서 그런 방이 많을 때의 서버 비용을 재 보세요. 버튼을 누를 때마다 서버와 클라이언트를 별도 프로세스로 띄워 몇 초 동안 측정합니다.',
  },
  async start(scene) {
    const { origin, channel } = scene.facts as Rooms;
    const { language } = scene.look;
    const tab = await scene.tab(origin);
    const panes = (['sse', 'websocket'] as const).map((by) => {
      const latest = el('p', { class: 'latest' });
      const pane = el(
        'article',
        { class: 'pane', 'data-by': by },
        el('h3', {}, by === 'sse' ? 'SSE' : 'WebSocket'),
        latest,
      );
      tab.follow({ by, channel, comesBack: true }, (news) => {
        if (news.what !== 'event') return;
        const { action, positionMs } = news.event.data as { action: string; positionMs: number };
        if (news.event.source === 'reader') pane.dataset.jumps = String(news.event.seq);
        latest.textContent = fill(words.heard, language, {
          action,
          position: (positionMs / 1e3).toFixed(1),
          delay: sayMs(news.atMs - scene.pageMs(news.event.publishedAtUs), language),
        });
      });
      return pane;
    });
    const sizes = {
      rooms: picker(words.rooms[language], 'rooms'),
      listenersEach: picker(words.listeners[language], 'listeners'),
    };
    const results = el('ul', { class: 'results' });
    scene.root.append(
      el(
        'p',
        { class: 'demo-controls' },
        press(words.seek[language], 'seek', () => scene.act('seek')),
      ),
      el('div', { class: 'panes' }, ...panes),
      el('p', { class: 'knobs' }, sizes.rooms.element, sizes.listenersEach.element),
      el(
        'p',
        { class: 'demo-controls' },
        ...CASES.map((one) =>
          press(
            fill(words.measure, language, { name: one.name }),
            `measure-${one.transport}-${one.http}`,
            () =>
              measure(
                scene,
                one,
                { rooms: sizes.rooms.value(), listenersEach: sizes.listenersEach.value() },
                results,
              ),
          ),
        ),
      ),
      results,
    );
  },
} satisfies Demo;

function picker(label: string, name: string): { element: HTMLElement; value(): number } {
  const select = el(
    'select',
    { 'data-knob': name },
    ...SIZES.map((size) => el('option', { value: String(size), selected: size === USUAL }, String(size))),
  );
  return { element: el('label', {}, label, select), value: () => Number(select.value) };
}

async function measure(
  { act, signal, look: { language } }: Scene,
  { transport, http, name }: (typeof CASES)[number],
  size: { rooms: number; listenersEach: number },
  results: HTMLElement,
): Promise<void> {
  const line = el('li', { role: 'status' }, fill(words.measuring, language, { name }));
  results.prepend(line);
  let measured: Measured | null;
  try {
    measured = (await act('measure', { transport, http, ...size })) as Measured | null;
  } catch (error) {
    if (!signal.aborted) line.textContent = sayProblem(error, language);
    return;
  }
  if (measured === null) {
    line.remove();
    return;
  }
  line.textContent = fill(words.result, language, {
    name,
    rooms: String(size.rooms),
    listeners: String(size.listenersEach),
    cpu: (measured.cpuShare * 100).toFixed(1),
    p99: sayMs(measured.p99Ms, language),
    received: String(measured.received),
    expected: String(measured.expected),
  });
}
