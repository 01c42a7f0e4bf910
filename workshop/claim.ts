import type { Texts } from '../lab/texts.ts';

/** As many are commonly made; every one belongs to exactly one lesson. */
export const CLAIM_COUNT = 37;

/** Of these alone a verdict may rest on a source: no figure of this machine could decide them. */
export const JUDGED_BY_SOURCE: ReadonlySet<number> = new Set([17, 32, 33]);

export const VERDICTS = ['holds', 'holds-with-limits', 'does-not-hold'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What became of a claim. */
export interface Finding {
  readonly verdict: Verdict;
  /** The figure that decides, with its unit. */
  readonly figure: Texts;
  /** In a sentence or two: what holds, and within which limits. */
  readonly because: Texts;
}

interface AnyClaim {
  /** 1 … 37; the file is called `<nn>-<name>.ts`. */
  readonly number: number;
  /** What is commonly said, in our words. */
  readonly statement: Texts;
}

export interface MeasuredClaim<Figures = never> extends AnyClaim {
  /** The id of the experiment whose figures decide. */
  readonly experiment: string;
  /** In words: at which figures it holds, holds with limits, does not hold. */
  readonly thresholds: Texts;
  /** Pure: the same figures give the same finding. */
  judge(figures: Figures): Finding;
}

/** It says that nothing was measured, and is never shown as if something had been. */
export interface SourcedClaim extends AnyClaim {
  readonly source: Source;
  readonly finding: Finding;
}

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** What is commonly said, and how it is judged: what every `workshop/claims/<nn>-<name>.ts` exports by default. */
export type Claim<Figures = never> = MeasuredClaim<Figures> | SourcedClaim;

export const isMeasured = (claim: Claim): claim is MeasuredClaim => 'experiment' in claim;
