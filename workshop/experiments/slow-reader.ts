import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { monotonicUs } from '../../lab/clock.ts';
import longPolling from '../../transports/long-polling/index.ts';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import websocket from '../../transports/websocket/index.ts';
import type { Experiment } from '../experiment.ts';
import { Followers } from '../followers.ts';
import type { Laboratory } from '../laboratory.ts';

const EVENT_BYTES = 60_000;
const LIMIT_BYTES = 1024 * 1024;
/** 24 MB: more than any kernel takes for one socket here. */
const MOST_EVENTS = 400;
const WAIT_MS = 4;

const side = z.object({
  /** Published until the server cut who did not read; null where it never did. */
  cutAfterMegabytes: z.number().nullable(),
  publishedMegabytes: z.number(),
  /** What a neighbour of the slow one heard meanwhile. */
  neighbourHeard: z.number(),
  events: z.number(),
});
const figures = z.object({
  limitMegabytes: z.number(),
  byTransport: z.record(z.enum(['sse', 'websocket', 'long-polling']), side),
});
export type SlowReader = z.infer<typeof figures>;

async function stopReading(lab: Laboratory, transport: Transport): Promise<z.infer<typeof side>> {
  const host = await lab.host({
    http: '1.1',
    transports: [transport],
    unsentLimitBytes: LIMIT_BYTES,
    logCapacity: 16,
  });
  const followers = new Followers(lab);
  const follow = (sink: { onEvent?: () => void }) =>
    followers.follow({ transport, browser: followers.browser(host), channel: 'feed', sink });
  let neighbourHeard = 0;
  const slow = await follow({});
  await follow({
    onEvent: () => {
      neighbourHeard++;
    },
  });
  slow.pause();
  const data = { text: 'x'.repeat(EVENT_BYTES) };
  let events = 0;
  while (events < MOST_EVENTS && host.gauges.slowConsumersAtUs.length === 0) {
    events++;
    const event = { channel: 'feed', kind: 'message', source: 'feed', seq: events, data };
    host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
    // The neighbour reads in this very process: it is given the time.
    await sleep(WAIT_MS, undefined, { signal: lab.signal });
  }
  for (let waited = 0; waited < 50 && neighbourHeard < events; waited++) {
    await sleep(20, undefined, { signal: lab.signal });
  }
  const megabytes = (events * EVENT_BYTES) / 1e6;
  return {
    cutAfterMegabytes: host.gauges.slowConsumersAtUs.length === 0 ? null : megabytes,
    publishedMegabytes: megabytes,
    neighbourHeard,
    events,
  };
}

/** What a server takes for a client that stopped reading, before it is noticed. */
export default {
  id: 'slow-reader',
  title: { en: 'A client that stopped reading', ko: '읽기를 멈춘 클라이언트' },
  method: {
    en: `A client stops reading its stream, and events of ${EVENT_BYTES / 1e3} kB are published until the server, which allows ${LIMIT_BYTES / 1024 / 1024} MiB unsent, cuts it, or ${(MOST_EVENTS * EVENT_BYTES) / 1e6} MB are out. A neighbour on the same channel goes on reading.`,
    ko: `클라이언트 하나가 읽기를 멈추고, 보내지 못한 양을 ${LIMIT_BYTES / 1024 / 1024} MiB까지 허용하는 서버가 연결을 끊을 때까지, 또는 ${(MOST_EVENTS * EVENT_BYTES) / 1e6} MB가 될 때까지 ${EVENT_BYTES / 1e3} kB 이벤트를 발행합니다. 같은 채널의 다른 클라이언트는 계속 읽습니다.`,
  },
  needs: [],
  figures,
  async measure(lab) {
    return {
      limitMegabytes: LIMIT_BYTES / 1e6,
      byTransport: {
        sse: await stopReading(lab, sse),
        websocket: await stopReading(lab, websocket),
        'long-polling': await stopReading(lab, longPolling),
      },
    };
  },
  opposites: {},
} satisfies Experiment<SlowReader>;
