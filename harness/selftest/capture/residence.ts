import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineErrorCodes, LabError } from '../../../lab/errors.ts';
import { findScenario } from '../../../scenarios/registry.ts';
import { planSchedule } from '../../../scenarios/schedule.ts';
import type { BenchCase } from '../../results/schema.ts';
import type { SelfTest } from '../../results/selftest-schema.ts';
import { horizonUsOf } from '../../trial-plan.ts';
import { PLAIN, type SelfTestLab } from '../selftest-lab.ts';
import type { EventMark } from './event-marks.ts';
import { type Legs, type Pairing, pairLegs, percentileOf, type SocketRead } from './legs.ts';
import { PacketCapture } from './packet-capture.ts';

const codes = defineErrorCodes({
  'capture-dropped': 'tcpdump could not keep up with the packets',
});

type Residence = NonNullable<SelfTest['residence']>;
type ResidenceCase = Residence['cases'][number];

const TRANSPORTS = ['sse', 'websocket'];
const PLAN = {
  parameters: { clients: 10, rate: 100, payloadBytes: 100 },
  warmUpUs: 1_000_000,
  durationUs: 5_000_000,
};

/**
 * Of each transport. A stall of the machine is most of one trial's p99, and not what clients take: told is the
 * trial in the middle. But all must hold.
 */
const TRIALS = 3;

/** How far the sum of the legs may be from the lab's figure. */
const AT_MOST_US = 100;
const AT_MOST_SHARE = 0.05;

/**
 * Holds the lab's delivery latency against packet times: ten subscribers over cleartext loopback, three
 * trials of each transport.
 *
 * @param tcpdump the program's path
 */
export async function measureResidence(lab: SelfTestLab, tcpdump: string): Promise<Residence> {
  const cases: ResidenceCase[] = [];
  let clockErrorUs = 0;
  for (const transport of TRANSPORTS) {
    const trials: ResidenceCase[] = [];
    while (trials.length < TRIALS) {
      const { benchCase, pairing, errorUs } = await captureOne(lab, tcpdump, transport);
      clockErrorUs = Math.max(clockErrorUs, errorUs);
      trials.push(judge(transport, benchCase, pairing, errorUs));
    }
    cases.push(toldOf(trials));
  }
  return { finishedAt: new Date().toISOString(), clockErrorUs, cases };
}

/** One that does not hold, or else the one in the middle by its clients' p99. */
export function toldOf(trials: readonly ResidenceCase[]): ResidenceCase {
  const sorted = trials.toSorted((a, b) => a.packetToReceiveUs.p99 - b.packetToReceiveUs.p99);
  return (trials.find(({ holds }) => !holds) ?? sorted[Math.floor(sorted.length / 2)]) as ResidenceCase;
}

async function captureOne(lab: SelfTestLab, tcpdump: string, transport: string) {
  const folder = await mkdtemp(join(tmpdir(), 'reads-'));
  const file = join(folder, 'reads.json');
  const capture = await PacketCapture.start(tcpdump);
  try {
    const program = { file: new URL('../planted/tapped-load-process.ts', import.meta.url), words: [file] };
    const benchCase = await lab.runOne({ id: transport, plan: { ...PLAN, transport } }, program);
    const { packets, clock, dropped } = await capture.finish();
    const reads = JSON.parse(await readFile(file, 'utf8')) as SocketRead[];
    const pairing = pairLegs(packets, reads, clock.toMonotonicUs, await measuredEvents());
    if (pairing.withoutPacket > 0 && dropped > 0) throw packetsDropped(dropped);
    return { benchCase, pairing, errorUs: clock.errorUs };
  } finally {
    await capture.close();
    await rm(folder, { recursive: true });
  }
}

const packetsDropped = (dropped: number): LabError =>
  new LabError(codes['capture-dropped'], {
    expected: 'tcpdump to see every packet',
    got: `${dropped} that the kernel dropped, because it could not keep up`,
    remedy: 'End what else runs on this machine, and repeat.',
  });

/** The events of the measure phase, as the schedule has them. */
async function measuredEvents(): Promise<(event: EventMark) => boolean> {
  const plan = { ...PLAIN, ...PLAN };
  const scenario = await findScenario(plan.scenario);
  const schedule = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
  const measured = schedule.filter(({ offsetUs }) => offsetUs >= plan.warmUpUs);
  const keys = new Set(measured.map(({ source, seq }) => `${source} ${seq}`));
  return ({ source, seq }) => keys.has(`${source} ${seq}`);
}

/**
 * Neither leg knows of the lab's time of receipt, which is in its latency only: so their sum can miss
 * it. A delivery without a packet, and a leg that takes less than no time, are failures too.
 */
export function judge(
  transport: string,
  { trials: [trial] }: BenchCase,
  { legs, withoutPacket }: Pairing,
  clockErrorUs: number,
): ResidenceCase {
  const both = (read: (legs: Legs) => number): ResidenceCase['sumUs'] => {
    const values = legs.map(read);
    return { p50: percentileOf(values, 0.5), p99: percentileOf(values, 0.99) };
  };
  const sumUs = both(({ publishToPacketUs, packetToReceiveUs }) => publishToPacketUs + packetToReceiveUs);
  const { p50 = Number.NaN, p99 = Number.NaN, count = 0 } = trial?.latencyUs.delivery ?? {};
  const agrees = (own: number, labs: number): boolean =>
    Math.abs(own - labs) <= Math.max(AT_MOST_US, AT_MOST_SHARE * labs);
  const negative = legs.filter(
    (one) => Math.min(one.publishToPacketUs, one.packetToReceiveUs) < -clockErrorUs,
  );
  return {
    transport,
    deliveries: legs.length,
    withoutPacket,
    negativeLegs: negative.length,
    publishToPacketUs: both(({ publishToPacketUs }) => publishToPacketUs),
    packetToReceiveUs: both(({ packetToReceiveUs }) => packetToReceiveUs),
    sumUs,
    deliveryUs: { p50, p99 },
    holds:
      count > 0 &&
      legs.length === count &&
      withoutPacket === 0 &&
      negative.length === 0 &&
      agrees(sumUs.p50, p50) &&
      agrees(sumUs.p99, p99),
  };
}
