import type { Texts } from '../lab/texts.ts';
import type { Program } from './experiment.ts';
import type { Results, VerdictOnClaim } from './results.ts';

/** What the workshop's pages are told of claims and results: `GET /api/course`. */
export interface Course {
  readonly claims: readonly CourseClaim[];
  /** By id: what it needs that this machine has not, and its figures where it was ever measured. */
  readonly experiments: Readonly<Record<string, CourseExperiment>>;
}

export interface CourseClaim {
  readonly number: number;
  readonly statement: Texts;
  readonly verdict?: VerdictOnClaim & { readonly from: Origin };
}

export interface CourseExperiment {
  readonly title: Texts;
  readonly method: Texts;
  readonly missing: readonly Program[];
  readonly result?: { readonly figures: unknown; readonly measuredAt: string; readonly from: Origin };
}

/** `own`: measured by the reader; `stored`: kept with the lab, of another machine. */
export interface Origin {
  readonly whose: 'own' | 'stored';
  readonly startedAt: string;
  readonly environment: Results['environment'];
  readonly programs: Results['programs'];
}
