import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { monotonicUs } from '../../lab/clock.ts';
import longPolling from '../../transports/long-polling/index.ts';
import polling from '../../transports/polling/index.ts';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import websocket from '../../transports/websocket/index.ts';
import type { Experiment } from '../experiment.ts';
import { Followers } from '../followers.ts';
import type { Laboratory } from '../laboratory.ts';

const TRANSIT_MS = 100;
/** After the first of a pair the next one comes: before a client can have asked again. */
const APART_MS = 20;
const PAIRS = 4;
/** Longer than a poll's interval and its way. */
const PAUSE_MS = 1_200;
/** A poll's interval does not divide it: the pairs fall at different moments of it. */
const UNEVEN_MS = 130;

const delays = z.object({ firstMs: z.array(z.number()), secondMs: z.array(z.number()) });
const figures = z.object({
  transitMs: z.number(),
  apartMs: z.number(),
  byTransport: z.record(z.enum(['polling', 'long-polling', 'sse', 'websocket']), delays),
});
export type ThreeTransits = z.infer<typeof figures>;

async function measurePairs(lab: Laboratory): Promise<ThreeTransits> {
  const transports: readonly Transport[] = [polling, longPolling, sse, websocket];
  const { link, port } = await lab.link();
  const host = await lab.host({ http: '1.1', transports });
  link.target(host.port);
  const way = { delayMs: TRANSIT_MS, jitterMs: 0, bytesPerSecond: 0 };
  link.apply({ kind: 'shape', up: way, down: way, forUs: 60_000_000 });
  const followers = new Followers(lab);
  const heard = new Map(transports.map(({ id }) => [id, new Map<number, number>()]));
  await Promise.all(
    transports.map((transport) =>
      followers.follow({
        transport,
        browser: followers.browser(host, port),
        channel: 'pairs',
        sink: {
          onEvent: ({ seq, intendedAtUs }) =>
            heard.get(transport.id)?.set(seq, (monotonicUs() - intendedAtUs) / 1e3),
        },
      }),
    ),
  );
  let seq = 1;
  const publish = (): void => {
    const event = { channel: 'pairs', kind: 'message', source: 'pairs', seq: seq++, data: null };
    host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
  };
  for (let pair = 0; pair < PAIRS; pair++) {
    await sleep(PAUSE_MS + pair * UNEVEN_MS, undefined, { signal: lab.signal });
    publish();
    await sleep(APART_MS, undefined, { signal: lab.signal });
    publish();
  }
  await sleep(PAUSE_MS, undefined, { signal: lab.signal });
  const of = (id: string, odd: boolean): number[] =>
    [...(heard.get(id) ?? [])].filter(([seq]) => (seq % 2 === 1) === odd).map(([, ms]) => Math.round(ms));
  return {
    transitMs: TRANSIT_MS,
    apartMs: APART_MS,
    byTransport: figures.shape.byTransport.parse(
      Object.fromEntries(
        transports.map(({ id }) => [id, { firstMs: of(id, true), secondMs: of(id, false) }]),
      ),
    ),
  };
}

/** Two events close together, over a link that takes its time. */
export default {
  id: 'three-transits',
  title: { en: 'Two events over a slow link', ko: '느린 링크 위의 이벤트 두 개' },
  method: {
    en: `The lab’s link delays every byte by ${TRANSIT_MS} ms each way, and one client of each transport follows a channel through it. ${PAIRS} pairs of events are published, the second ${APART_MS} ms after the first, and each delivery is timed from its publishing.`,
    ko: `실험실의 링크가 모든 바이트를 방향마다 ${TRANSIT_MS} ms 늦추고, 전송 방식마다 클라이언트 하나가 이를 거쳐 채널을 구독합니다. 이벤트 ${PAIRS}쌍을 ${APART_MS} ms 간격으로 발행하고, 발행부터 도착까지를 잽니다.`,
  },
  needs: [],
  figures,
  measure: measurePairs,
  opposites: {},
} satisfies Experiment<ThreeTransits>;
