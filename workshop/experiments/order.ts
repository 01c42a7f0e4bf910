import { z } from 'zod';
import type { Program } from '../../harness/lab-process.ts';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import websocket from '../../transports/websocket/index.ts';
import type { Experiment } from '../experiment.ts';
import { Followers } from '../followers.ts';
import type { Laboratory } from '../laboratory.ts';

const MESSAGES = 300;
const PATIENCE_MS = 10_000;
/** Between a client and a server further away; each connection keeps its own order. */
const LINE = { delayMs: 5, jitterMs: 20, bytesPerSecond: 0 };

const down = z.object({ received: z.number(), reordered: z.number() });
const up = z.object({ sent: z.number(), outOfOrder: z.number() });
const figures = z.object({
  /** Deliveries that came after a later one, by transport. */
  down: z.object({ websocket: down, sse: down }),
  /** What one client sent at once: how much of it a server had after a later message. */
  up: z.object({ websocket: up, posts: up }),
});
export type Order = z.infer<typeof figures>;

async function deliver(lab: Laboratory, transport: string, server?: Program): Promise<z.infer<typeof down>> {
  const plan = {
    scenario: 'live-feed',
    parameters: { clients: 100, rate: 100, payloadBytes: 50 },
    transport,
    http: '1.1' as const,
    durationUs: 1_500_000,
  };
  const { deliveries } = await lab.trial(plan, server);
  return { received: deliveries.received, reordered: deliveries.reordered };
}

/** One client sends all its messages without waiting, in its transport's own way. */
async function sendUp(lab: Laboratory, transport: Transport): Promise<z.infer<typeof up>> {
  const host = await lab.host({ http: '1.1', transports: [transport] });
  const { link, port } = await lab.link();
  link.target(host.port);
  link.apply({ kind: 'shape', up: LINE, down: LINE, forUs: 60e6 });
  const followers = new Followers(lab);
  let outOfOrder = 0;
  let latest = 0;
  let arrived = 0;
  const all = Promise.withResolvers<void>();
  // What a subscriber hears is in the order in which the log took it.
  host.hub.join(
    {
      channel: 'up',
      deliver({ seq }) {
        if (seq < latest) outOfOrder++;
        latest = Math.max(latest, seq);
        if (++arrived === MESSAGES) all.resolve();
      },
      goOn() {},
    },
    undefined,
  );
  const client = await followers.follow({
    transport,
    browser: followers.browser(host, port),
    channel: 'up',
    sink: {},
  });
  for (let seq = 1; seq <= MESSAGES; seq++) {
    client.publish?.({ channel: 'up', kind: 'message', source: 'client', seq, intendedAtUs: 1, data: null });
  }
  const late = setTimeout(() => all.reject(new Error(`only ${arrived} of ${MESSAGES} arrived`)), PATIENCE_MS);
  await all.promise.finally(() => clearTimeout(late));
  return { sent: MESSAGES, outOfOrder };
}

async function measure(lab: Laboratory, webSocketServer?: Program): Promise<Order> {
  return {
    down: { websocket: await deliver(lab, 'websocket', webSocketServer), sse: await deliver(lab, 'sse') },
    up: { websocket: await sendUp(lab, websocket), posts: await sendUp(lab, sse) },
  };
}

/** Whether messages arrive in the order in which they were sent. */
export default {
  id: 'order',
  title: { en: 'In which order', ko: '순서' },
  method: {
    en: `A hundred clients receive 100 events a second by WebSocket and by SSE, and every delivery that comes after a later one is counted. Then one client sends ${MESSAGES} messages at once, over its WebSocket and as POST requests over the browser’s six connections, through a link whose delay varies from ${LINE.delayMs} to ${LINE.delayMs + LINE.jitterMs} ms each way, and the server notes their order.`,
    ko: `클라이언트 100개가 초당 100건을 WebSocket과 SSE로 받고, 나중 것보다 늦게 온 이벤트를 모두 셉니다. 이어서 한 클라이언트가 메시지 ${MESSAGES}개를 한꺼번에 WebSocket으로, 그리고 브라우저의 연결 6개를 통한 POST로 보냅니다. 중간 링크의 편도 지연은 ${LINE.delayMs}~${LINE.delayMs + LINE.jitterMs} ms로 흔들리며, 서버가 순서를 기록합니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => measure(lab),
  opposites: {
    // A server that swaps one in a thousand.
    25: (lab) =>
      measure(lab, {
        file: new URL('../../harness/selftest/planted/spoiling-server-process.ts', import.meta.url),
        words: ['swap', '1000'],
      }),
  },
} satisfies Experiment<Order>;
