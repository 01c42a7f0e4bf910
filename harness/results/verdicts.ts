import { type Interval, intervalOf, type LogRatio } from './log-ratio.ts';

/** `unknown`: too little was measured to say anything. */
export type Verdict = 'lower' | 'higher' | 'indistinguishable' | 'unknown';

export interface Judgement {
  readonly verdict: Verdict;
  /** The interval that the verdict rests on; null where the verdict is `unknown`. */
  readonly interval: Interval | null;
  /** Its confidence, such as 0.99: what Holm's procedure asked of this metric. */
  readonly confidence: number | null;
}

/** How often a family may hold a false alarm. */
const FAMILY_ALPHA = 0.05;
/** A ratio closer to 1 than this, either way, is no difference worth a name. */
const NEGLIGIBLE = 1.03;

/**
 * Judges figures that are looked at together, so that all of them together raise a false alarm in at
 * most 5 % of cases.
 *
 * The hypothesis of each is that the true ratio lies within ±3 %; it falls where the whole t interval
 * lies outside. Against such a hypothesis an interval of confidence 1 − α errs in at most α of cases,
 * and in far fewer where the truth is 1. Holm's step-down procedure chooses the α (S. Holm, "A simple
 * sequentially rejective multiple test procedure", 1979): with `m` figures undecided each is tried at
 * 5 % ÷ m; those that clear it are decided, and the rest are tried again at what is now their share,
 * until none clears it. Trying a batch at once decides the same as Holm's one by one, because a later
 * share is never smaller.
 *
 * Each figure has the interval at which it was decided, or at which the procedure stopped: so an
 * interval clears ±3 % exactly where the verdict says so. Each covers its own truth in at least 95 % of
 * cases. All of a family together do so where nothing differs; where much does, only the verdicts
 * are right together, not the bounds.
 */
export function judgeFamily(family: readonly (LogRatio | null)[]): readonly Judgement[] {
  const judgements = new Map<LogRatio | null, Judgement>();
  let undecided = family.filter((ratio) => ratio !== null && ratio.freedom > 0) as LogRatio[];
  while (undecided.length > 0) {
    const alpha = FAMILY_ALPHA / undecided.length;
    for (const ratio of undecided) {
      const interval = intervalOf(ratio, alpha);
      judgements.set(ratio, { verdict: verdictOf(interval), interval, confidence: 1 - alpha });
    }
    const left = undecided.filter((ratio) => judgements.get(ratio)?.verdict === 'indistinguishable');
    if (left.length === undecided.length) break;
    undecided = left;
  }
  return family.map((ratio) => judgements.get(ratio) ?? NOTHING_KNOWN);
}

const NOTHING_KNOWN: Judgement = { verdict: 'unknown', interval: null, confidence: null };

function verdictOf({ low, high }: Interval): Verdict {
  if (high < 1 / NEGLIGIBLE) return 'lower';
  return low > NEGLIGIBLE ? 'higher' : 'indistinguishable';
}
