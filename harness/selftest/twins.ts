import type { BenchCase } from '../results/schema.ts';
import type { SelfTestLab } from './selftest-lab.ts';

/** How much dearer the planted server makes a delivery. */
const DEARER_BY = 0.15;

/** What a comparison rests on in published figures. */
export const BLOCKS = 5;

/**
 * The case that costs are compared in. With TLS a delivery takes twice the CPU, and more of it in the
 * process's own code: the same planted share is told apart with fewer trials.
 */
export const COMPARED = {
  tls: true,
  parameters: { clients: 100, rate: 150, payloadBytes: 100 },
  warmUpUs: 1_500_000,
  durationUs: 2_500_000,
};

/** One server three times over, in interleaved blocks. */
export interface Twins {
  readonly control: BenchCase;
  /** The same again. */
  readonly twin: BenchCase;
  /** With `plantedUs` of CPU added to each delivery. */
  readonly dearer: BenchCase;
  readonly plantedUs: number;
}

export async function measureTwins(lab: SelfTestLab): Promise<Twins> {
  const plantedUs = await calibrate(lab);
  const { cases } = await lab.run({
    cases: [{ id: 'control' }, { id: 'twin' }, { id: 'dearer', server: dearerServer(plantedUs) }].map(
      (one) => ({ ...one, plan: COMPARED }),
    ),
    blocks: BLOCKS,
  });
  const [control, twin, dearer] = cases as [BenchCase, BenchCase, BenchCase];
  return { control, twin, dearer, plantedUs };
}

/** The same server twice, and nothing else. */
export async function measurePair(lab: SelfTestLab): Promise<Pick<Twins, 'control' | 'twin'>> {
  const cases = ['control', 'twin'].map((id) => ({ id, plan: COMPARED }));
  const run = await lab.run({ cases, blocks: BLOCKS });
  const [control, twin] = run.cases as [BenchCase, BenchCase];
  return { control, twin };
}

/**
 * The CPU to plant, in microseconds: what a delivery costs, measured twice. Of the two the smaller,
 * because whatever else runs on the machine makes it look dearer, and then more would be planted.
 */
export async function calibrate(lab: SelfTestLab): Promise<number> {
  const { cases } = await lab.run({ cases: [{ id: 'calibration', plan: COMPARED }], blocks: 2 });
  const costs = cases.flatMap(({ trials }) => trials.map(({ server }) => server.cpuUsPerDelivery ?? 0));
  return DEARER_BY * Math.min(...costs);
}

export const dearerServer = (plantedUs: number) => ({
  file: new URL('./planted/dearer-server-process.ts', import.meta.url),
  words: [String(Math.round(plantedUs * 1e3))],
});
