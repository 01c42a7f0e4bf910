import { compareTrials } from '../../harness/results/comparison.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import { sameLoad } from '../../harness/results/sweep.ts';
import { isValid } from '../../harness/results/validity.ts';
import { sameRun } from '../compare/origin.ts';
import { isReference, type Report } from '../report.ts';
import { type Figure, figureOf } from './over-trials.ts';

/**
 * The raw socket that a case is to be compared with: the same scenario, the same subscribers, the
 * same value of a sweep, TLS exactly where the case has it. Anything else would compare two things at once.
 */
function referenceOf(report: Report, benchCase: BenchCase): BenchCase | null {
  const found = [...report.run.cases, ...(report.references ?? [])].find(
    (other) =>
      isReference(report.run, other) &&
      isValid(other) &&
      sameRun(other, benchCase) &&
      other.trials.length > 0 &&
      other.scenario === benchCase.scenario &&
      other.subscribers === benchCase.subscribers &&
      sameLoad(report.run, other, benchCase) &&
      other.tls === benchCase.tls,
  );
  return found ?? null;
}

/** The same multiple with the interval of its mean instead of the range of the trials; the range where there is none. */
export function cpuIntervalOf(report: Report, benchCase: BenchCase): Figure | null {
  const reference = referenceOf(report, benchCase);
  if (reference === null || reference.id === benchCase.id) return cpuMultipleOf(report, benchCase);
  const [made] = compareTrials(benchCase.trials, reference.trials, ['server.cpuUsPerDelivery']);
  const { ratio = null, low = null, high = null, blocks = 0 } = made ?? {};
  if (ratio === null || low === null || high === null) return cpuMultipleOf(report, benchCase);
  return { value: ratio, min: low, max: high, trials: blocks };
}

/**
 * Server CPU per delivery as a multiple of the raw socket. Divided trial by trial, because what
 * disturbs a machine disturbs the trials of one round alike.
 */
export function cpuMultipleOf(report: Report, benchCase: BenchCase): Figure | null {
  const reference = referenceOf(report, benchCase);
  if (reference === null) return null;
  if (reference.id === benchCase.id) {
    return { value: 1, min: 1, max: 1, trials: reference.trials.length, exact: true };
  }
  const multiples = benchCase.trials.flatMap((trial) => {
    const raw = reference.trials.find(({ index }) => index === trial.index)?.server.cpuUsPerDelivery;
    const own = trial.server.cpuUsPerDelivery;
    return own === null || raw === null || raw === undefined || raw === 0 ? [] : [own / raw];
  });
  return figureOf(multiples);
}
