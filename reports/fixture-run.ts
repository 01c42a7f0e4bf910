import { build } from 'hdr-histogram-js';
import { summariseLatency } from '../harness/results/latency-histogram.ts';
import type { BenchCase, Latency, Run, Slice, Trial } from '../harness/results/schema.ts';
import type { Warning } from '../harness/results/warning-schema.ts';
import { fixtureLedger } from './fixture-ledger.ts';
import { SKETCHES, type Sketch, TITLES } from './fixture-sketches.ts';
import { fixtureSplit } from './fixture-split.ts';

export interface FixtureOptions {
  readonly trials?: number;
  /** Another one gives other figures of the same kind. */
  readonly noise?: number;
  /** Transports to leave out. */
  readonly without?: readonly string[];
  /** Last changes, such as a warning. */
  readonly change?: (run: Run) => void;
}

const said = (what: string) => ({ en: what, ko: what });

/** Makes the case that carries it invalid. */
export const FATAL_WARNING: Warning = {
  code: 'x',
  fatal: true,
  seen: said('seen'),
  why: said('why'),
  remedy: said('remedy'),
};

const SUBSCRIBERS = 200;
const EVENTS_PER_SECOND = 10;
const WARM_UP_S = 1;
const MEASURE_S = 4;
const SLICE_S = 0.25;

/** A run as the harness would write it, with real histograms; the same for the same options. */
export function fixtureRun({ trials = 3, noise = 42, without = [], change }: FixtureOptions = {}): Run {
  const run = structuredClone(baseOf(trials, noise));
  run.cases = run.cases.filter((one) => !without.includes(one.transport));
  change?.(run);
  return run;
}

/** Recording half a million latencies takes a while, and tests ask often. */
const bases = new Map<string, Run>();

function baseOf(trials: number, noise: number): Run {
  const name = `${trials} ${noise}`;
  const known = bases.get(name) ?? makeRun(trials, noise);
  bases.set(name, known);
  return known;
}

function makeRun(trials: number, noise: number): Run {
  const random = seeded(noise);
  return {
    schema: 'realtime-transport-lab/run/1',
    id: '2026-11-21T09-12-44-live-feed-7f3a',
    startedAt: '2026-11-21T09:12:44.000Z',
    finishedAt: '2026-11-21T09:14:02.000Z',
    complete: true,
    command: `npm run bench -- --scenario live-feed --trials ${trials} --seed 7f3a91`,
    seed: '7f3a91',
    environment: {
      node: '26.10.0',
      v8: '14.2.231',
      openssl: '3.5.4',
      os: 'Linux 6.12 x64',
      cpu: 'AMD EPYC 7B13',
      cores: 2,
      memoryBytes: 8_323_000_000,
      pinned: true,
      packages: { express: '5.3.0', ws: '8.23.0', undici: '8.12.4' },
      lab: '0.1.0',
    },
    scenarios: {
      'live-feed': {
        title: { en: 'Live feed', ko: '라이브 피드' },
        summary: {
          en: 'One channel, many subscribers, events at random times.',
          ko: '한 채널을 여러 구독자가 함께 보고, 이벤트는 무작위 시각에 발생합니다.',
        },
      },
    },
    transports: structuredClone(TITLES),
    metrics: [
      {
        path: 'server.cpuUsPerDelivery',
        title: { en: 'Server CPU per delivery', ko: '전달당 서버 CPU' },
        unit: 'us',
        better: 'lower',
      },
      {
        path: 'source.lagP99Us',
        title: { en: 'Source lag p99', ko: '발행 지연 p99' },
        unit: 'us',
        better: 'lower',
      },
    ],
    cases: SKETCHES.map((one) => caseOf(one, trials, random)),
    unavailable: [],
    warnings: [],
  };
}

function caseOf(sketch: Sketch, trials: number, random: () => number): BenchCase {
  const measured = Array.from({ length: trials }, (_, index) => trialOf(sketch, index, random));
  const range = (pick: (trial: Trial) => number) => {
    const values = measured.map(pick).sort((a, b) => a - b);
    return { median: values[values.length >> 1] ?? 0, min: values[0] ?? 0, max: values.at(-1) ?? 0 };
  };
  return {
    id: ['live-feed', sketch.transport, sketch.http].filter((part) => part !== null).join('/'),
    scenario: 'live-feed',
    transport: sketch.transport,
    http: sketch.http,
    tls: true,
    parameters: {
      clients: SUBSCRIBERS,
      rate: EVENTS_PER_SECOND,
      payloadBytes: 200,
      tabsPerBrowser: 4,
      pollIntervalMs: 500,
    },
    subscribers: SUBSCRIBERS,
    trials: measured,
    summary: {
      'server.cpuUsPerDelivery': range(({ server }) => server.cpuUsPerDelivery ?? 0),
      'source.lagP99Us': range(({ source }) => source.lagP99Us),
    },
    warnings: [],
    ledger: fixtureLedger(sketch),
  };
}

function trialOf(sketch: Sketch, index: number, random: () => number): Trial {
  const wobble = (size: number): number => 1 + (random() - 0.5) * 2 * size;
  const deliveries = SUBSCRIBERS * EVENTS_PER_SECOND * MEASURE_S;
  const factor = wobble(0.06);
  const wait = (): number => {
    const body = sketch.waitMs * factor * Math.exp(0.35 * normal(random));
    const tail = random() < 0.004 ? 6 * random() : 0;
    return (body + tail + random() * (sketch.spreadMs ?? 0)) * 1000;
  };
  const cpuUsPerDelivery = sketch.cpuUs * wobble(0.07);
  const toClients = Math.round(sketch.bytes * deliveries * wobble(0.004));
  const measuredRequests = Math.round(sketch.requestsPerSecond * MEASURE_S * wobble(0.01));
  return {
    index,
    startedAt: `2026-11-21T09:13:${String(index % 60).padStart(2, '0')}.000Z`,
    latencyUs: { delivery: latencyOf(deliveries, wait), endToEnd: latencyOf(deliveries, () => wait() + 60) },
    deliveries: {
      expected: deliveries,
      received: deliveries,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      starved: 0,
      missedByStarved: 0,
      unexpected: 0,
    },
    connections: {
      tcpOpened: sketch.tcp,
      tcpPeak: sketch.tcp,
      tlsHandshakes: sketch.tcp,
      httpRequests: sketch.http === null ? 0 : measuredRequests + SUBSCRIBERS,
      http2Sessions: sketch.http === '2' ? sketch.tcp : 0,
      http2Streams: sketch.http === '2' ? SUBSCRIBERS : 0,
      protocols: [sketch.http === '2' ? 'h2' : 'http/1.1'],
    },
    bytes: { toClients, fromClients: Math.round(toClients / 9), perDelivery: toClients / deliveries },
    server: {
      cpuUs: cpuUsPerDelivery * deliveries,
      cpuUsPerDelivery,
      rssBytes: 92_000_000,
      ...memoryOf(sketch, sketch.rssBytes * wobble(0.05)),
      eventLoopDelayP99Us: 1400 * wobble(0.2),
    },
    generator: { cpuUs: 310_000, cpuUsPerDelivery: 38, eventLoopDelayP99Us: 1900, saturated: false },
    source: { lagP99Us: 900 * wobble(0.3), lagMaxUs: 2100, published: EVENTS_PER_SECOND * MEASURE_S },
    phasesUs: { connect: 420_000, warmUp: WARM_UP_S * 1e6, measure: MEASURE_S * 1e6, drain: 130_000 },
    timeline: timelineOf(sketch, cpuUsPerDelivery, random),
    latencySplit: fixtureSplit(sketch, deliveries),
  };
}

function timelineOf(sketch: Sketch, cpuUsPerDelivery: number, random: () => number): Slice[] {
  const deliveries = SUBSCRIBERS * EVENTS_PER_SECOND * SLICE_S;
  return Array.from({ length: (WARM_UP_S + MEASURE_S) / SLICE_S }, (_, index) => {
    const typicalUs = (sketch.waitMs + (sketch.spreadMs ?? 0) / 2) * 1000 * (1 + 0.25 * (random() - 0.5));
    return {
      atUs: index * SLICE_S * 1e6,
      widthUs: SLICE_S * 1e6,
      deliveries,
      endToEndP50Us: typicalUs * (index === 0 ? 2.2 : 1),
      endToEndP99Us: typicalUs * 2.1,
      endToEndMaxUs: typicalUs * (2.4 + 2 * random()),
      httpRequests: Math.round(sketch.requestsPerSecond * SLICE_S * (1 + 0.06 * (random() - 0.5))),
      tcpOpen: sketch.tcp,
      http2Streams: sketch.http === '2' ? SUBSCRIBERS : 0,
      serverCpuUs: cpuUsPerDelivery * deliveries,
      serverRssBytes: 92_000_000,
    };
  });
}

function latencyOf(count: number, sampleUs: () => number): Latency {
  const histogram = build({ bitBucketSize: 64, numberOfSignificantValueDigits: 3, autoResize: true });
  for (let i = 0; i < count; i += 1) histogram.recordValue(Math.round(sampleUs()));
  return summariseLatency(histogram);
}

/** A small linear congruential generator: the fixture must not change from run to run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const memoryOf = ({ tcp }: Sketch, rssBytesPerConnection: number) => ({
  rssBytesPerConnection,
  rssBytesPerSubscriber: (rssBytesPerConnection * tcp) / SUBSCRIBERS,
});
