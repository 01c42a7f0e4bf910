import { z } from 'zod';
import { discoverParts } from '../lab/parts.ts';
import { textsShape } from '../lab/texts.ts';
import { CLAIM_COUNT, type Claim, JUDGED_BY_SOURCE, VERDICTS } from './claim.ts';
import { type Experiment, PROGRAMS } from './experiment.ts';
import { type Lesson, readLesson } from './lesson.ts';

const run = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'a function');
const source = z.object({ title: z.string().min(1), url: z.url() });
const claimNumber = z.number().int().min(1).max(CLAIM_COUNT);

const measuredClaim = z.strictObject({
  number: claimNumber,
  statement: textsShape,
  experiment: z.string(),
  thresholds: textsShape,
  judge: run,
});

const sourcedClaim = z.strictObject({
  number: claimNumber.refine((number) => JUDGED_BY_SOURCE.has(number), 'one that may be judged by source'),
  statement: textsShape,
  source,
  finding: z.object({ verdict: z.enum(VERDICTS), figure: textsShape, because: textsShape }),
});

const experiment = z.object({
  id: z.string(),
  title: textsShape,
  method: textsShape,
  needs: z.array(z.enum(PROGRAMS)),
  figures: z.instanceof(z.ZodType, { error: 'a zod schema' }),
  measure: run,
  opposites: z.record(z.string(), run),
});

function parse(shape: z.ZodType, candidate: unknown): void {
  const result = shape.safeParse(candidate);
  if (!result.success) throw new Error(z.prettifyError(result.error));
}

/** Every claim, in order of its number; its file is called by it. Rejects with a LabError that names a malformed one. */
export async function loadClaims(
  folder: URL = new URL('./claims/', import.meta.url),
): Promise<readonly Claim[]> {
  const claims = await discoverParts(folder, (candidate, name) => {
    const isSourced = 'source' in ((candidate ?? {}) as object);
    parse(isSourced ? sourcedClaim : measuredClaim, candidate);
    const claim = candidate as Claim;
    if (name.match(/^\d\d(?=-)/)?.[0] !== String(claim.number).padStart(2, '0')) {
      throw new Error(`the number ${claim.number}, which its file’s name does not begin with`);
    }
    return { id: name, claim };
  });
  return [...claims.values()].map(({ claim }) => claim);
}

/** Every experiment, by id. */
export const loadExperiments = (
  folder: URL = new URL('./experiments/', import.meta.url),
): Promise<ReadonlyMap<string, Experiment>> =>
  discoverParts(folder, (candidate) => {
    parse(experiment, candidate);
    return candidate as Experiment;
  });

/** Every lesson, in the order of the course. */
export async function loadLessons(
  folder: URL = new URL('./lessons/', import.meta.url),
): Promise<readonly Lesson[]> {
  const lessons = await discoverParts(folder, readLesson, 'folders');
  return [...lessons.values()].sort((a, b) => a.order - b.order);
}
