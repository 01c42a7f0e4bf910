import { el } from '../../../reports/browser/dom.ts';
import { fill } from '../../../reports/texts.ts';
import { CARRIERS, type Carrier, MESSAGE_BYTES, MESSAGES } from '../../binary/carrier.ts';
import type { Demo, Scene } from '../../demo.ts';
import { sayBytes, sayMs } from '../../figures.ts';
import { press } from '../../press.ts';
import { sayProblem } from '../../problem.ts';
import type { Tab } from '../../tab/tab.ts';
import { turns } from '../../turns.ts';

const PAYLOAD = MESSAGES * MESSAGE_BYTES;

const words = {
  'sse-plain': { en: 'SSE, the bytes as they are', ko: 'SSE, 바이트 그대로' },
  'sse-base64': { en: 'SSE, in base64', ko: 'SSE, base64로' },
  websocket: { en: 'WebSocket, binary messages', ko: 'WebSocket, 바이너리 메시지' },
  send: { en: 'Send {bytes}', ko: '{bytes} 보내기' },
  said: {
    en: '{percent} % arrived intact; {wire} on the wire ({times} for each byte); {took}',
    ko: '{percent} %가 온전히 도착; 전송 {wire}(1바이트당 {times}); {took}',
  },
} as const;

/** The same bytes in three ways. */
export default {
  intro: {
    en: 'The same bytes, every value from 0 to 255 in turn, travel to this page in three ways. Send them, and look at what arrives.',
    ko: '0부터 255까지 모든 값이 차례로 담긴 같은 바이트를 세 가지 방법으로 이 페이지에 보냅니다. 보내 보고 무엇이 도착하는지 보세요.',
  },
  async start(scene) {
    const { origin } = scene.facts as { origin: string };
    const tab = await scene.tab(origin);
    // Two at once would count each other's bytes.
    const inTurn = turns();
    scene.root.append(
      el('div', { class: 'panes' }, ...CARRIERS.map((carrier) => paneOf(carrier, tab, scene, inTurn))),
    );
  },
} satisfies Demo;

function paneOf(carrier: Carrier, tab: Tab, scene: Scene, inTurn: ReturnType<typeof turns>): HTMLElement {
  const { language } = scene.look;
  const meter = el('progress', { max: '1', value: '0' });
  const said = el('p', { role: 'status', 'data-carrier': carrier });
  const send = async (): Promise<void> => {
    const before = (await scene.act('wire')) as number;
    const { intactBytes, tookMs } = await tab.receive(carrier, MESSAGES);
    const wire = ((await scene.act('wire')) as number) - before;
    if (scene.signal.aborted) return;
    const share = intactBytes / PAYLOAD;
    meter.setAttribute('value', String(share));
    said.dataset.intact = String(share);
    said.textContent = fill(words.said, language, {
      percent: (share * 100).toFixed(0),
      wire: sayBytes(wire, language),
      times: (wire / PAYLOAD).toFixed(2),
      took: sayMs(tookMs, language),
    });
  };
  const label = fill(words.send, language, { bytes: sayBytes(PAYLOAD, language) });
  return el(
    'article',
    { class: 'pane' },
    el('h3', {}, words[carrier][language]),
    press(label, `send-${carrier}`, () =>
      inTurn(send).catch((error: unknown) => {
        if (!scene.signal.aborted) said.textContent = sayProblem(error, language);
      }),
    ),
    meter,
    said,
  );
}
