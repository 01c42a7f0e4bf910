import type { Reconnection } from '../harness/results/reconnection-schema.ts';
import type { BenchCase, Run } from '../harness/results/schema.ts';
import { type FixtureOptions, fixtureRun } from './fixture-run.ts';

const FROM_US = 2e6;
const EVENT_US = 100_000;
const EVENTS = 50;
const SLICE_US = 200_000;
const SLICES = 40;

/** How long each transport's subscribers are away, in ms. */
const AWAY_MS: Readonly<Record<string, number>> = {
  polling: 510,
  'long-polling': 400,
  sse: 2_000,
  websocket: 300,
  'raw-tcp': 290,
};

/** The fixture as `--fault reset` would write it: all are back, and nothing was lost. */
export function fixtureFault({ change, ...options }: FixtureOptions = {}): Run {
  const run = fixtureRun(options);
  run.faults = {
    reset: {
      title: { en: 'Every connection reset', ko: '모든 연결 리셋' },
      summary: {
        en: 'Every TCP connection gets a RST at the same moment.',
        ko: '모든 TCP 연결이 같은 순간에 RST를 받습니다.',
      },
    },
  };
  run.cases = run.cases.map(struck);
  change?.(run);
  return run;
}

const struck = (one: BenchCase): BenchCase => ({
  ...one,
  fault: {
    id: 'reset',
    parameters: { recoverSeconds: 3 },
    fromUs: FROM_US,
    lengthUs: 0,
    recoverUs: 3e6,
  },
  trials: one.trials.map((trial) => ({ ...trial, reconnection: reconnectionOf(one, trial.index) })),
});

function reconnectionOf({ transport, subscribers }: BenchCase, trial: number): Reconnection {
  const awayUs = (AWAY_MS[transport] ?? 0) * 1e3 + trial * 20_000;
  // Of those who poll, few have a question under way.
  const affected = transport === 'polling' ? 3 + trial : subscribers;
  const missed = affected * Math.floor(awayUs / EVENT_US);
  const spread = (us: number) => ({ p50: us, p90: us * 1.1, p99: us * 1.2, max: us * 1.3, count: affected });
  return {
    mode: 'wild',
    fromUs: FROM_US,
    untilUs: FROM_US,
    faults: [{ kind: 'cut', atUs: FROM_US, browser: null }],
    affected,
    neverReturned: 0,
    gaveUp: 0,
    reconnects: affected,
    attempts: affected,
    peakReconnectsPerSecond: affected,
    peakAttemptsPerSecond: affected,
    downtimeUs: spread(awayUs),
    silenceUs: spread(awayUs + EVENT_US),
    detectionUs: spread(8_000),
    noticed: [{ who: 'client', by: 'reset', count: affected, p50Us: 8_000, maxUs: 12_000 }],
    resumed: affected,
    replayed: missed,
    replayUs: spread(900),
    bystandersUs: null,
    gaps: {},
    loss: {
      dueOffline: missed,
      lostOffline: 0,
      lostInFlight: 0,
      lostAnnounced: 0,
      lostForGood: 0,
      lostUpstream: 0,
      unexplained: 0,
    },
    backToNormalUs: awayUs + 500_000,
    storm: {
      serverCpuShareMax: 0.2,
      serverRssGrowthBytes: 2_000_000,
      acceptQueuePeak: 1,
      tlsHandshakes: affected,
      bytesOnReturn: 90_000,
    },
    leaked: { subscribers: 0, timers: 0, sockets: 0, resources: 0 },
    link: { cpuUs: 120_000, bytes: 2_000_000 },
    slices: slicesOf(subscribers, affected, FROM_US + awayUs),
    strip: stripOf(FROM_US + awayUs),
  };
}

const slicesOf = (subscribers: number, affected: number, backUs: number): Reconnection['slices'] =>
  Array.from({ length: SLICES }, (_, index) => {
    const [atUs, endUs] = [index * SLICE_US, (index + 1) * SLICE_US];
    const away = endUs > FROM_US && endUs <= backUs;
    const returning = atUs <= backUs && endUs > backUs ? affected : 0;
    return {
      atUs,
      widthUs: SLICE_US,
      connected: away ? subscribers - affected : subscribers,
      attempts: returning,
      reconnects: returning,
    };
  });

/** An event every 100 ms; those of the offline window come when it is over. */
function stripOf(backUs: number): NonNullable<Reconnection['strip']> {
  const ids = Array.from({ length: EVENTS }, (_, index) => index + 1);
  const replayed = ids.map((id) => id * EVENT_US > FROM_US && id * EVENT_US <= backUs);
  return {
    subscriber: 0,
    ids,
    replayed,
    receivedAtUs: ids.map((id, index) => (replayed[index] ? backUs : id * EVENT_US)),
    offline: [{ fromUs: FROM_US, toUs: backUs }],
  };
}
