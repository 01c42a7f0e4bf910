import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { runSchema } from '../harness/results/schema.ts';
import { defineErrorCodes, LabError, messageOf } from '../lab/errors.ts';
import { textsShape } from '../lab/texts.ts';
import { VERDICTS } from './claim.ts';

const codes = defineErrorCodes({
  'claims-results-malformed': 'A file of the verdicts on the claims has not the shape of one',
});

/** Under which conditions something was measured. */
const conditions = z.object({
  startedAt: z.string(),
  seed: z.string(),
  environment: runSchema.shape.environment,
  /** Outside programs that took part → their version. */
  programs: z.record(z.string(), z.string()),
});

const measured = z.object({
  title: textsShape,
  method: textsShape,
  measuredAt: z.string(),
  tookSeconds: z.number(),
  figures: z.json(),
  /** Where it is of an earlier run than the rest: that one's. */
  conditions: conditions.optional(),
});

/** It could not be run: which program was missing, or what went wrong. */
const skipped = z.object({ title: textsShape, method: textsShape, skipped: textsShape });

const verdict = z.object({
  claim: z.number(),
  statement: textsShape,
  verdict: z.enum(VERDICTS),
  figure: textsShape,
  because: textsShape,
  by: z.union([
    z.object({ experiment: z.string(), thresholds: textsShape }),
    z.object({ source: z.object({ title: z.string(), url: z.string() }) }),
  ]),
});

/** All that `npm run claims` found: `claims.json`. */
export const resultsShape = conditions.extend({
  schema: z.literal(1),
  experiments: z.record(z.string(), z.union([measured, skipped])),
  verdicts: z.array(verdict),
});

export type Results = z.infer<typeof resultsShape>;
export type VerdictOnClaim = z.infer<typeof verdict>;
export type Conditions = z.infer<typeof conditions>;

/** Of an experiment of an earlier run than the rest: that one's conditions. */
export const earlierOf = (experiment: Results['experiments'][string] | undefined): Conditions | undefined =>
  experiment !== undefined && 'figures' in experiment ? experiment.conditions : undefined;

/** Under which conditions an experiment was measured. */
export function conditionsOf(experiment: string, results: Results): Conditions {
  const { startedAt, seed, environment, programs } = results;
  return earlierOf(results.experiments[experiment]) ?? { startedAt, seed, environment, programs };
}

/** A real run that is kept with the lab. */
export const STORED_RESULTS = new URL('./results/claims.json', import.meta.url);
/** The reader's own, which takes the stored one's place, experiment by experiment. */
export const OWN_RESULTS = new URL('./results/own/claims.json', import.meta.url);

/** Undefined where there is no such file. Rejects with a LabError where it is none of ours. */
export async function readResults(file: URL): Promise<Results | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return resultsShape.parse(JSON.parse(text));
  } catch (error) {
    throw new LabError(codes['claims-results-malformed'], {
      expected: `${file.pathname} to hold the verdicts on the claims`,
      got: error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error),
      remedy: 'Write it anew with "npm run claims".',
    });
  }
}
