import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';

const words = texts.fault.loss;

type Cause = Exclude<keyof Reconnection['loss'], 'dueOffline'>;

/** What explains the deliveries that cases lost over all their trials, each such as "34 while away". */
export function sayLosses(cases: readonly BenchCase[], language: Language): string[] {
  const losses = cases.flatMap(({ trials }) =>
    trials.flatMap(({ reconnection }) => reconnection?.loss ?? []),
  );
  return (Object.keys(words) as Cause[]).flatMap((cause) => {
    const n = losses.reduce((sum, loss) => sum + loss[cause], 0);
    return n === 0 ? [] : [fill(words[cause], language, { n: n.toLocaleString(language) })];
  });
}
