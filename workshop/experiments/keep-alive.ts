import { z } from 'zod';
import type { Trial } from '../../harness/results/schema.ts';
import { medianOf } from '../../harness/results/summary.ts';
import { monotonicUs } from '../../lab/clock.ts';
import { type Browser, openBrowser } from '../../transports/browser.ts';
import polling from '../../transports/polling/index.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import { busyIn, busyShape, medianOver, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const BLOCKS = 2;
/** So few that their own handshakes over TLS leave them time: one costs a client as much as a server. */
const CLIENTS = 40;
/** Of the link. */
const ROUND_TRIP_MS = 40;
const TIMES = 7;

const side = z.object({
  connectionsPerPoll: z.number(),
  serverCpuUsPerPoll: z.number(),
  /** Of one poll after the other, over the link. */
  farPollMs: z.number(),
});
const both = z.object({ kept: side, fresh: side });
const figures = z.object({ roundTripMs: z.number(), cleartext: both, tls: both, busy: busyShape });
export type KeepAlive = z.infer<typeof figures>;

const plan = (tls: boolean, keepAlive: boolean): ExperimentPlan => ({
  scenario: 'notifications',
  parameters: { clients: CLIENTS, rate: 1, payloadBytes: 100 },
  transport: 'polling',
  http: '1.1',
  tls,
  keepAlive,
  durationUs: 1_500_000,
});

const sideOf = (trials: readonly Trial[], farPollMs: number): z.infer<typeof side> => ({
  connectionsPerPoll: medianOver(
    trials,
    ({ connections }) => connections.tcpOpened / connections.httpRequests,
  ),
  serverCpuUsPerPoll: medianOver(
    trials,
    ({ server, latencyUs }) => server.cpuUs / (latencyUs.request?.count ?? Number.NaN),
  ),
  farPollMs,
});

/** A server at a distance; resolves with how long a poll of it takes, at the median. */
async function farAway(lab: Laboratory, isSecure: boolean): Promise<(keepAlive: boolean) => Promise<number>> {
  const tls = isSecure ? await makeTlsIdentity() : undefined;
  const host = await lab.host({ http: '1.1', transports: [polling], ...(tls && { tls }) });
  const { link, port } = await lab.link();
  link.target(host.port);
  const way = { delayMs: ROUND_TRIP_MS / 2, jitterMs: 0, bytesPerSecond: 0 };
  link.apply({ kind: 'shape', up: way, down: way, forUs: 600e6 });
  return async (keepAlive) => {
    const origin = { host: '127.0.0.1', port, tls: isSecure };
    const browser = openBrowser({ origin, http: '1.1', keepAlive, ...(tls && { ca: tls.cert }) });
    lab.onEnd(() => browser.close());
    // The first one opens a connection in any case.
    await poll(browser);
    const tookMs: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const startUs = monotonicUs();
      await poll(browser);
      tookMs.push((monotonicUs() - startUs) / 1e3);
    }
    return medianOf(tookMs);
  };
}

const poll = (browser: Browser): Promise<void> =>
  new Promise((resolve, reject) => {
    browser.exchange(
      { method: 'GET', path: '/poll?channel=room' },
      { head() {}, data() {}, end: resolve, failed: ({ message }) => reject(new Error(message)) },
    );
  });

async function compare(lab: Laboratory, freshKeepsAlive: boolean): Promise<KeepAlive> {
  const trials = await runInBlocks(
    lab,
    {
      kept: { plan: plan(false, true) },
      fresh: { plan: plan(false, freshKeepsAlive) },
      keptTls: { plan: plan(true, true) },
      freshTls: { plan: plan(true, freshKeepsAlive) },
    },
    BLOCKS,
  );
  const bothOf = async (
    isSecure: boolean,
    kept: readonly Trial[],
    fresh: readonly Trial[],
  ): Promise<z.infer<typeof both>> => {
    const timePoll = await farAway(lab, isSecure);
    return {
      kept: sideOf(kept, await timePoll(true)),
      fresh: sideOf(fresh, await timePoll(freshKeepsAlive)),
    };
  };
  return {
    roundTripMs: ROUND_TRIP_MS,
    cleartext: await bothOf(false, trials.kept, trials.fresh),
    tls: await bothOf(true, trials.keptTls, trials.freshTls),
    busy: busyIn(trials),
  };
}

/** What a connection for every poll costs, with and without TLS. */
export default {
  id: 'keep-alive',
  title: { en: 'A handshake for each poll', ko: '폴링마다 핸드셰이크' },
  method: {
    en: `${CLIENTS} tabs poll every 0.5 s over HTTP/1.1, with connections that are kept and with a new one for every request, in cleartext and over TLS, in interleaved trials: the server’s CPU per poll and its connections. Then one browser polls through a link with ${ROUND_TRIP_MS} ms of round trip, ${TIMES} times in each way: how long a poll takes.`,
    ko: `탭 ${CLIENTS}개가 HTTP/1.1로 0.5초마다 폴링합니다. 연결을 유지할 때와 요청마다 새로 열 때를 평문과 TLS에서 번갈아 측정해, 폴링당 서버 CPU와 연결 수를 비교합니다. 이어서 브라우저 하나가 왕복 ${ROUND_TRIP_MS} ms인 링크 너머로 방식마다 ${TIMES}번씩 폴링하며 걸린 시간을 잽니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => compare(lab, false),
  // Clients that say they open a connection for each poll, and keep theirs.
  opposites: { 19: (lab) => compare(lab, true) },
} satisfies Experiment<KeepAlive>;
