import { z } from 'zod';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import { CARRIERS, type Carrier, MESSAGE_BYTES, MESSAGES, TEXT } from '../binary/carrier.ts';
import { receiveBinary, receiveText } from '../binary/receive.ts';
import { serveBinary } from '../binary/serve.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

const figures = z.object({
  payloadBytes: z.number(),
  text: z.object({ sent: z.string(), heard: z.string() }),
  carriers: z.array(
    z.object({
      carrier: z.enum(CARRIERS),
      /** At the server's socket, the answer's head included. */
      wireBytes: z.number(),
      intactBytes: z.number(),
      tookMs: z.number(),
    }),
  ),
});
export type TextOnly = z.infer<typeof figures>;

const served: Transport = {
  ...sse,
  mount: (host) => {
    serveBinary(host);
    sse.mount(host);
  },
};

export default {
  id: 'text-only',
  title: { en: 'Bytes over a stream of text', ko: '텍스트 스트림으로 바이트 보내기' },
  method: {
    en: 'Twenty messages of 32 KiB with every byte value to a page of Chromium: over SSE as they are, over SSE in base64, and as binary messages of a WebSocket; and one text of four lines. The page counts the bytes that came intact, the server’s socket those on the wire.',
    ko: '모든 바이트 값을 담은 32 KiB 메시지 스무 개를 Chromium 페이지로 보냅니다. SSE로 그대로, SSE에 base64로, WebSocket 바이너리 메시지로 한 번씩 보내고, 네 줄짜리 텍스트도 하나 보냅니다. 페이지는 온전히 도착한 바이트를, 서버 소켓은 실제로 나간 바이트를 셉니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, CARRIERS),
  // What is taken for plain bytes over SSE are binary messages.
  opposites: { 8: (lab) => measure(lab, ['websocket', 'sse-base64', 'websocket']) },
} satisfies Experiment<TextOnly>;

/** @param really what carries in the place of each carrier */
async function measure(lab: Laboratory, really: readonly Carrier[]): Promise<TextOnly> {
  const [browser, { host, origin }] = await Promise.all([openBrowser(lab), openHost(lab, '1.1', [served])]);
  const page = await openPage(browser, origin);
  const carriers: TextOnly['carriers'] = [];
  const wire = (): number => host.connections.snapshot().bytesToClients;
  for (const [place, carrier] of CARRIERS.entries()) {
    const before = wire();
    const asked = { origin, carrier: really[place] ?? carrier, messages: MESSAGES };
    const { intactBytes, tookMs } = await page.evaluate(receiveBinary, asked);
    carriers.push({ carrier, wireBytes: wire() - before, intactBytes, tookMs });
  }
  const heard = await page.evaluate(receiveText, origin);
  await browser.close();
  return { payloadBytes: MESSAGES * MESSAGE_BYTES, text: { sent: TEXT, heard }, carriers };
}
