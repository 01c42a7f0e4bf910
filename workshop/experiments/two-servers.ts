import { z } from 'zod';
import { findProxy } from '../../harness/proxy-parts.ts';
import { medianOf } from '../../harness/results/summary.ts';
import { reconfigured } from '../../harness/start-proxy.ts';
import { monotonicUs } from '../../lab/clock.ts';
import polling from '../../transports/polling/index.ts';
import { RedisLog } from '../../transports/redis-log.ts';
import sse from '../../transports/sse/index.ts';
import type { RunningHost } from '../../transports/start-host.ts';
import type { Experiment } from '../experiment.ts';
import { type Followed, follow } from '../follow.ts';
import type { Laboratory } from '../laboratory.ts';
import { until, watchFor } from '../until.ts';

const CLIENTS = 20;
const SERVERS = 2;
const EVENTS = 30;
const EVERY_MS = 50;
const POLL_MS = 100;
const PATIENCE_MS = 5_000;
/** What is on its way when the last event is published has so long to come, polls included. */
const REST_MS = 1_500;

const LOGS = ['of each server', 'shared'] as const;
type Log = (typeof LOGS)[number];

const figures = z.object({
  clients: z.number(),
  servers: z.number(),
  events: z.number(),
  pollIntervalMs: z.number(),
  cases: z.array(
    z.object({
      transport: z.enum(['sse', 'polling']),
      log: z.enum(LOGS),
      expected: z.number(),
      /** Each event counted once for each client. */
      received: z.number(),
      /** Deliveries of what a client had already, and how often one was told that it may have missed some. */
      again: z.number(),
      gaps: z.number(),
      delayP50Ms: z.number().nullable(),
    }),
  ),
});
export type TwoServers = z.infer<typeof figures>;

export default {
  id: 'two-servers',
  title: { en: 'Two servers, one audience', ko: '서버 두 대, 같은 구독자' },
  method: {
    en: `${CLIENTS} clients by SSE and ${CLIENTS} by polling, which nginx spreads over ${SERVERS} servers at random; ${EVENTS} events, published at each server in turn. Counted is how many reach how many clients, with a log in the memory of each server and with one in Redis that both share.`,
    ko: `SSE 클라이언트 ${CLIENTS}개와 폴링 클라이언트 ${CLIENTS}개를 nginx가 서버 ${SERVERS}대에 무작위로 나눠 줍니다. 이벤트 ${EVENTS}개를 서버마다 번갈아 발행합니다. 서버마다 메모리에 로그가 있을 때와 Redis로 공유할 때 몇 개가 클라이언트 몇 개에 닿는지 봅니다.`,
  },
  needs: ['nginx', 'redis-server'],
  figures,
  measure: (lab) => measure(lab, SERVERS),
  // One server is all there is: everybody is at it.
  opposites: { 31: (lab) => measure(lab, 1) },
} satisfies Experiment<TwoServers>;

async function measure(lab: Laboratory, servers: number): Promise<TwoServers> {
  const cases = await Promise.all(LOGS.map((log) => play(lab, servers, log)));
  return { clients: CLIENTS, servers, events: EVENTS, pollIntervalMs: POLL_MS, cases: cases.flat() };
}

async function play(lab: Laboratory, servers: number, log: Log): Promise<TwoServers['cases']> {
  const open = log === 'shared' ? await sharedLog(lab) : async () => undefined;
  const hosts = await Promise.all(
    Array.from({ length: servers }, async () => {
      const own = await open();
      return lab.host({ http: '1.1', transports: [sse, polling], ...(own && { log: own }) });
    }),
  );
  const proxy = await lab.proxy(reconfigured(await findProxy('nginx-tuned'), dealtAtRandom), {
    http: '1.1',
    upstreamHttp: '1.1',
    servers: hosts.map(({ port }) => port),
  });
  const transports = [sse, polling] as const;
  const audiences = transports.map((transport) =>
    Array.from({ length: CLIENTS }, () =>
      follow(lab, transport, { port: proxy.port, pollIntervalMs: POLL_MS }),
    ),
  );
  await until(
    () => audiences.flat().every(({ openedAtUs }) => openedAtUs !== undefined),
    (all) => all,
    { withinMs: PATIENCE_MS, signal: lab.signal },
  );
  for (let seq = 1; seq <= EVENTS; seq++) {
    const host = hosts[seq % hosts.length] as RunningHost;
    const event = { channel: 'room', kind: 'message', source: 'lab', seq, data: '' };
    host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
    await watchFor(EVERY_MS, lab.signal);
  }
  await until(
    () => audiences.flat().every(({ delaysMs }) => delaysMs.size === EVENTS),
    (all) => all,
    { withinMs: REST_MS, signal: lab.signal },
  );
  return audiences.map((audience, index) => {
    for (const client of audience) client.close();
    const delaysMs = audience.flatMap((client) => [...client.delaysMs.values()]);
    return {
      transport: index === 0 ? 'sse' : 'polling',
      log,
      expected: EVENTS * CLIENTS,
      received: delaysMs.length,
      again: sum(audience, ({ again }) => again),
      gaps: sum(audience, ({ gaps }) => gaps),
      delayP50Ms: delaysMs.length === 0 ? null : medianOf(delaysMs),
    };
  });
}

/** In turn, an even number of clients that poll together would always meet the same server, each its own. */
function dealtAtRandom(configuration: string): string {
  const servers = 'include place/servers.conf;';
  if (!configuration.includes(servers)) throw new Error(`the configuration has no "${servers}"`);
  return configuration.replace(servers, `random; ${servers}`);
}

const sum = (audience: readonly Followed[], figure: (client: Followed) => number): number =>
  audience.reduce((total, client) => total + figure(client), 0);

/** Opens the same log for one server after the other. */
async function sharedLog(lab: Laboratory): Promise<() => Promise<RedisLog>> {
  const url = await lab.redis();
  return () => RedisLog.open({ url, keyspace: 'lab', capacity: 1_024 });
}
