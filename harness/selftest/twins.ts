import type { BenchCase, Trial } from '../results/schema.ts';
import type { Finding } from './defect.ts';
import type { SelfTestLab } from './selftest-lab.ts';

/** How much dearer the planted server makes a delivery. */
export const DEARER_BY = 0.15;

/** What a comparison rests on in published figures. */
export const BLOCKS = 5;
/** Where those of the first blocks do not tell, as many again are measured, until there are so many. */
const MOST_BLOCKS = 15;

/**
 * The case that costs are compared in. What a delivery costs settles in the first two seconds, while
 * the compiler is at work; then, with TLS and with so many deliveries, it is the same within 2 % from
 * trial to trial on a machine of one's own, and within 10 % where others share its cores unseen.
 */
export const COMPARED = {
  tls: true,
  parameters: { clients: 200, rate: 150, payloadBytes: 100 },
  warmUpUs: 2_000_000,
  durationUs: 2_000_000,
};

/** What stands beside the control: the same server again, and the one that is dearer. */
export type Twin = 'twin' | 'dearer';

/** Trials of the control, and of those of its twins that were measured beside it; a block's have one index. */
export type Twins = { readonly control: BenchCase } & { readonly [Id in Twin]?: BenchCase };

export const dearerServer = {
  file: new URL('./planted/dearer-server-process.ts', import.meta.url),
  words: [String(DEARER_BY)],
};

/** One server two or three times over, in interleaved blocks. */
export async function measureTwins(lab: SelfTestLab, twins: readonly Twin[]): Promise<Twins> {
  const { cases } = await lab.run({
    cases: ['control', ...twins].map((id) => ({
      id,
      plan: COMPARED,
      ...(id === 'dearer' && { server: dearerServer }),
    })),
    blocks: BLOCKS,
  });
  return Object.fromEntries(cases.map((one) => [one.id, one])) as unknown as Twins;
}

/**
 * Judges a twin by its first blocks, and where the lab did not say what it should, by more of them: a machine
 * whose speed changes meanwhile hides from five blocks what fifteen show. How often five err is for `--aa` to say.
 */
export async function judgeTwin(
  lab: SelfTestLab,
  twin: Twin,
  judge: (subject: readonly Trial[], control: readonly Trial[]) => Finding,
): Promise<Finding> {
  const subject: Trial[] = [];
  const control: Trial[] = [];
  for (let measured = await lab.twins(); ; measured = await measureTwins(lab, [twin])) {
    const from = control.length;
    const later = (trial: Trial): Trial => ({ ...trial, index: from + trial.index });
    subject.push(...(measured[twin]?.trials ?? []).map(later));
    control.push(...measured.control.trials.map(later));
    const { found, caught } = judge(subject, control);
    if (caught || control.length >= MOST_BLOCKS)
      return { found: `${found}, ${control.length} blocks`, caught };
  }
}
