import type { Comparison } from '../../harness/results/comparison.ts';
import type { Verdict } from '../../harness/results/verdicts.ts';
import type { Language } from '../drawing/look.ts';

export interface SaidComparison {
  readonly verdict: Verdict;
  /** Such as "↓ 0.68×". */
  readonly said: string;
  /** Such as "0.61–0.75"; null where nothing is known. */
  readonly interval: string | null;
}

const ARROW = { lower: '↓', higher: '↑', indistinguishable: '≈' } as const;

/** A comparison as people read it; null is one that was not made. */
export function sayComparison(comparison: Comparison | null, language: Language): SaidComparison {
  const { verdict, ratio, low, high } = comparison ?? {
    verdict: 'unknown',
    ratio: null,
    low: null,
    high: null,
  };
  if (verdict === 'unknown' || ratio === null || low === null || high === null) {
    return { verdict: 'unknown', said: '–', interval: null };
  }
  const interval = `${sayRatio(low, language)}–${sayRatio(high, language)}`;
  // What cannot be told apart has no figure to be quoted.
  const said =
    verdict === 'indistinguishable' ? ARROW[verdict] : `${ARROW[verdict]} ${sayRatio(ratio, language)}×`;
  return { verdict, said, interval };
}

/** Past this a ratio says no more than that. */
const BEYOND = 1_000;

/** Two decimals around 1, where they matter; two digits of what is small, none after the point of what is large. */
function sayRatio(ratio: number, language: Language): string {
  if (ratio > BEYOND) return `>${BEYOND.toLocaleString(language)}`;
  if (ratio < 1 / BEYOND) return `<${(1 / BEYOND).toLocaleString(language)}`;
  const decimals = ratio >= 100 ? 0 : ratio >= 10 ? 1 : ratio >= 0.1 ? 2 : 3;
  return ratio.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
