import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import { textsShape } from '../lab/texts.ts';
import type { Experiment } from './experiment.ts';

const codes = defineErrorCodes({ 'experiment-unknown': 'No experiment of the lab has the id asked for' });

const isFunction = z.custom((value) => typeof value === 'function', 'a function');

const shape = z.object({
  id: z.string(),
  title: textsShape,
  summary: textsShape,
  check: isFunction,
  heads: isFunction,
  notes: z.array(z.string()),
  rows: isFunction,
});

function readExperiment(candidate: unknown): Experiment {
  const result = shape.safeParse(candidate);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return candidate as Experiment;
}

/** Every experiment of `experiments/`, by id. Rejects with a LabError that names a malformed one. */
export const loadExperiments = (): Promise<ReadonlyMap<string, Experiment>> =>
  discoverParts(new URL('./experiments/', import.meta.url), readExperiment, 'folders');

/** The experiment with this id; the LabError names those there are. */
export async function findExperiment(id: string): Promise<Experiment> {
  const experiments = await loadExperiments();
  const experiment = experiments.get(id);
  if (experiment !== undefined) return experiment;
  throw new UsageError(codes['experiment-unknown'], {
    expected: `an experiment: ${[...experiments.keys()].join(', ')}`,
    got: JSON.stringify(id),
  });
}
