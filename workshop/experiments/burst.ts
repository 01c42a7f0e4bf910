import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { LabProcess } from '../../harness/lab-process.ts';
import type { Trial } from '../../harness/results/schema.ts';
import { monotonicUs } from '../../lab/clock.ts';
import longPolling from '../../transports/long-polling/index.ts';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import { busyIn, busyShape, medianOver, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { FollowersReady } from '../followers-process.ts';
import type { Laboratory } from '../laboratory.ts';

const BLOCKS = 2;
const CLIENTS = 200;
/** For the requests after one event. */
const WATCHED = 120;
const EVENTS = 4;
const GAP_MS = 900;
const BIN_MS = 10;
const BINS = 40;

const cost = z.object({
  deliveryP50Ms: z.number(),
  /** Where there is but one client. */
  aloneP50Ms: z.number(),
  serverCpuUsPerDelivery: z.number(),
});
const asked = z.object({
  /** Clients that asked again within `BINS` × `binMs` of an event, of all; the mean over the events. */
  share: z.number(),
  /** Requests in each bin after an event, of all events together. */
  perBin: z.array(z.number()),
  /** The most in one bin, as requests per second. */
  peakPerSecond: z.number(),
  /** Requests per second over the whole time. */
  meanPerSecond: z.number(),
});
const figures = z.object({
  clients: z.number(),
  watched: z.number(),
  binMs: z.number(),
  held: cost,
  push: cost,
  askedAgain: asked,
  busy: busyShape,
});
export type Burst = z.infer<typeof figures>;

/** When the server is asked after an event that reaches everybody. */
async function watchQuestions(lab: Laboratory, transport: Transport): Promise<z.infer<typeof asked>> {
  const arrivalsUs: number[] = [];
  const watched: Transport = {
    ...transport,
    mount(host) {
      host.app.use((_request: unknown, _response: unknown, next: () => void) => {
        arrivalsUs.push(monotonicUs());
        next();
      });
      transport.mount?.(host);
    },
  };
  const host = await lab.host({ http: '1.1', transports: [watched] });
  // This process, which is the server here, is kept on the load's cores.
  const words = [transport.id, String(host.port), String(WATCHED)];
  const file = new URL('../followers-process.ts', import.meta.url);
  const clients = new LabProcess<never, FollowersReady>({ file, words }, 'followers', 'server');
  lab.onEnd(() => clients.close());
  await clients.answer('ready');
  // Their first questions have been answered; the held ones are on their way.
  await sleep(GAP_MS, undefined, { signal: lab.signal });
  arrivalsUs.length = 0;
  const perBin = Array.from({ length: BINS }, () => 0);
  const startUs = monotonicUs();
  let within = 0;
  for (let seq = 1; seq <= EVENTS; seq++) {
    const atUs = monotonicUs();
    const before = arrivalsUs.length;
    host.hub.publish({
      channel: 'feed',
      kind: 'message',
      source: 'burst',
      seq,
      intendedAtUs: atUs,
      data: null,
    });
    await sleep(GAP_MS, undefined, { signal: lab.signal });
    for (const arrivedUs of arrivalsUs.slice(before)) {
      const bin = Math.floor((arrivedUs - atUs) / (BIN_MS * 1e3));
      if (bin >= BINS) continue;
      perBin[bin] = (perBin[bin] ?? 0) + 1;
      within++;
    }
  }
  return {
    share: within / (EVENTS * WATCHED),
    perBin,
    peakPerSecond: (Math.max(...perBin) / EVENTS) * (1e3 / BIN_MS),
    meanPerSecond: arrivalsUs.length / ((monotonicUs() - startUs) / 1e6),
  };
}

async function measure(lab: Laboratory, held: Transport): Promise<Burst> {
  const planOf = (transport: string, clients: number, rate: number) => ({
    plan: {
      scenario: 'live-feed',
      parameters: { clients, rate, payloadBytes: 100 },
      transport,
      http: '1.1' as const,
      tls: false,
      durationUs: 1_500_000,
    },
  });
  const trials = await runInBlocks(
    lab,
    {
      held: planOf(held.id, CLIENTS, 4),
      push: planOf(sse.id, CLIENTS, 4),
      heldAlone: planOf(held.id, 1, 20),
      pushAlone: planOf(sse.id, 1, 20),
    },
    BLOCKS,
  );
  const p50MsOf = (of: readonly Trial[]): number =>
    medianOver(of, ({ latencyUs }) => latencyUs.delivery.p50 / 1e3);
  const costOf = (name: 'held' | 'push'): z.infer<typeof cost> => ({
    deliveryP50Ms: p50MsOf(trials[name]),
    aloneP50Ms: p50MsOf(trials[`${name}Alone`]),
    serverCpuUsPerDelivery: medianOver(trials[name], ({ server }) => server.cpuUsPerDelivery ?? Number.NaN),
  });
  return {
    clients: CLIENTS,
    watched: WATCHED,
    binMs: BIN_MS,
    held: costOf('held'),
    push: costOf('push'),
    askedAgain: await watchQuestions(lab, held),
    busy: busyIn(trials),
  };
}

/** What one event to all long pollers sets off. */
export default {
  id: 'burst',
  title: { en: 'One event, and everybody asks again', ko: '이벤트 하나에 모두가 다시 요청하기' },
  method: {
    en: `${CLIENTS} clients follow one channel by long polling and by SSE in interleaved trials, and so does one client alone, for latency and the server’s CPU per delivery. Then ${WATCHED} long-polling clients in another process get ${EVENTS} events one at a time, and the server counts in bins of ${BIN_MS} ms when it is asked again.`,
    ko: `클라이언트 ${CLIENTS}개가, 그리고 클라이언트 하나가 혼자서, 한 채널을 롱 폴링과 SSE로 번갈아 구독하며 지연과 전달당 서버 CPU를 잽니다. 이어서 다른 프로세스의 롱 폴링 클라이언트 ${WATCHED}개가 이벤트를 하나씩 ${EVENTS}번 받고, 서버는 다시 요청이 온 시각을 ${BIN_MS} ms 구간별로 기록합니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => measure(lab, longPolling),
  // Clients that are never to ask again.
  opposites: { 21: (lab) => measure(lab, sse) },
} satisfies Experiment<Burst>;
