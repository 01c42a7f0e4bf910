import type { Run } from '../../harness/results/schema.ts';
import { sweepOf } from '../../harness/results/sweep.ts';
import type { Language } from '../drawing/look.ts';
import { sayParameter } from './parameters.ts';

/** What the cases of a part of a run have in common: the scenario and, in a sweep, its value. */
export function loadTitle(run: Run, part: Pick<Run, 'cases'>, language: Language): string {
  const [one] = part.cases;
  if (one === undefined) return '';
  const title = run.scenarios[one.scenario]?.title[language] ?? one.scenario;
  const sweep = sweepOf(run);
  const value = sweep && one.parameters[sweep.parameter];
  if (sweep === null || value === null || value === undefined) return title;
  return `${title} · ${sayParameter(sweep.parameter, value, language)}`;
}
