import { axesApart } from '../harness/results/axes.ts';
import { compareTrials } from '../harness/results/comparison.ts';
import type { BenchCase, Run } from '../harness/results/schema.ts';
import { sameLoad } from '../harness/results/sweep.ts';
import { isValid } from '../harness/results/validity.ts';
import { type CasePair, isReference } from './report.ts';

/** Counted and not estimated, so that it needs no room in the family of the headline metrics. */
const COUNTED = 'connections.httpRequests';
/** What a fault's findings rank by: a family of their own, that other runs have no room for. */
const OF_A_FAULT = ['reconnection.downtimeUs.p50', 'reconnection.peakReconnectsPerSecond'];

/**
 * Compares every two cases that may be compared: valid ones of one scenario, load and TLS, that differ in the
 * transport or HTTP version, or in one thing else (by which way, how many servers, …), and never in both. The
 * reference is not among them: costs are given as multiples of it anyway.
 */
export function pairsOf(run: Run): readonly CasePair[] {
  const cases = run.cases.filter((one) => isValid(one) && !isReference(run, one) && one.trials.length > 0);
  return cases.flatMap((subject, place) =>
    cases
      .slice(place + 1)
      .filter((baseline) => alike(run, subject, baseline) && areOneThingApart(subject, baseline))
      .map((baseline) => ({
        subject: subject.id,
        baseline: baseline.id,
        comparisons: [
          ...compareTrials(subject.trials, baseline.trials),
          ...compareTrials(subject.trials, baseline.trials, [COUNTED]),
          ...(subject.fault ? compareTrials(subject.trials, baseline.trials, OF_A_FAULT) : []),
        ],
      })),
  );
}

const alike = (run: Run, a: BenchCase, b: BenchCase): boolean =>
  a.scenario === b.scenario && a.fault?.id === b.fault?.id && a.tls === b.tls && sameLoad(run, a, b);

const areOneThingApart = (a: BenchCase, b: BenchCase): boolean =>
  a.transport === b.transport && a.http === b.http ? axesApart(a, b) === 1 : axesApart(a, b) === 0;
