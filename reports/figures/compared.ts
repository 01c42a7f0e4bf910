import type { Comparison } from '../../harness/results/comparison.ts';
import type { Verdict } from '../../harness/results/verdicts.ts';
import type { Report } from '../report.ts';

/** How one case compares with another by a metric; null where the two are not compared. Cases are named by id. */
export function comparisonOf(
  { pairs }: Report,
  subject: string,
  baseline: string,
  metric: string,
): Comparison | null {
  for (const pair of pairs) {
    const [straight, turned] = [
      pair.subject === subject && pair.baseline === baseline,
      pair.subject === baseline && pair.baseline === subject,
    ];
    if (!straight && !turned) continue;
    const found = pair.comparisons.find((one) => one.metric === metric);
    if (found === undefined) return null;
    return straight ? found : turn(found);
  }
  return null;
}

const OPPOSITE: Readonly<Record<Verdict, Verdict>> = {
  lower: 'higher',
  higher: 'lower',
  indistinguishable: 'indistinguishable',
  unknown: 'unknown',
};

const inverse = (ratio: number | null): number | null => (ratio === null ? null : 1 / ratio);

/** The same comparison from the other side. */
const turn = (one: Comparison): Comparison => ({
  ...one,
  ratio: inverse(one.ratio),
  low: inverse(one.high),
  high: inverse(one.low),
  verdict: OPPOSITE[one.verdict],
});
