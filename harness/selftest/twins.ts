import type { BenchCase } from '../results/schema.ts';
import type { Finding } from './defect.ts';
import type { SelfTestLab } from './selftest-lab.ts';

/** How much dearer the planted server makes a delivery. */
export const DEARER_BY = 0.15;

/** What a comparison rests on in published figures. */
export const BLOCKS = 5;

/**
 * The case that costs are compared in. What a delivery costs settles in the first two seconds, while
 * the compiler is at work; then, with TLS and with so many deliveries, it is the same within 2 % from
 * trial to trial. In smaller ones it is 5 %, and 15 % more would not stand out from five blocks.
 */
export const COMPARED = {
  tls: true,
  parameters: { clients: 200, rate: 150, payloadBytes: 100 },
  warmUpUs: 2_000_000,
  durationUs: 3_000_000,
};

/** What stands beside the control: the same server again, and the one that is dearer. */
export type Twin = 'twin' | 'dearer';

/** The control, and those of its twins that were measured beside it. */
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
 * Judges a twin against the control, and where the lab did not say what it should, a second time on fresh
 * trials: what is asked of it is right in nine or in nineteen of twenty cases, and not in all.
 */
export async function judgeTwin(
  lab: SelfTestLab,
  twin: Twin,
  judge: (subject: BenchCase, control: BenchCase) => Finding,
): Promise<Finding> {
  const judged = ({ control, [twin]: subject }: Twins): Finding => judge(subject as BenchCase, control);
  const first = judged(await lab.twins());
  if (first.caught) return first;
  const second = judged(await measureTwins(lab, [twin]));
  return { ...second, found: `${second.found}. At the first attempt: ${first.found}` };
}
