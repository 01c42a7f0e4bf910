import { z } from 'zod';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { discoverParts } from '../../lab/parts.ts';
import type { CostSubject } from './subject.ts';

const codes = defineErrorCodes({ 'cost-subject-unknown': 'No subject of bench:cost has the id asked for' });

const shape = z.object({
  id: z.string(),
  title: z.string(),
  measure: z.custom((value) => typeof value === 'function', 'a function'),
});

/** Every subject of `subjects/`, by id. */
export const loadCostSubjects = (): Promise<ReadonlyMap<string, CostSubject>> =>
  discoverParts(new URL('./subjects/', import.meta.url), (candidate) => {
    shape.parse(candidate);
    return candidate as CostSubject;
  });

/** The subjects with these ids, or all; the LabError names those there are. */
export async function findCostSubjects(ids: readonly string[] | undefined): Promise<CostSubject[]> {
  const subjects = await loadCostSubjects();
  if (ids === undefined) return [...subjects.values()];
  return ids.map((id) => {
    const subject = subjects.get(id);
    if (subject !== undefined) return subject;
    throw new LabError(codes['cost-subject-unknown'], {
      expected: `--only to be of ${[...subjects.keys()].join(', ')}`,
      got: JSON.stringify(id),
    });
  });
}
