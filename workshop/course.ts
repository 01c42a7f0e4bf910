import type { Texts } from '../lab/texts.ts';
import type { Program } from './experiment.ts';
import type { FiguresById, Lesson } from './lesson.ts';
import type { Conditions, VerdictOnClaim } from './results.ts';

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
export interface Origin extends Conditions {
  readonly whose: 'own' | 'stored';
}

/** The figures that a lesson is given; undefined where one of its experiments was never run. */
export function figuresOf({ experiments }: Lesson, course: Course): FiguresById | undefined {
  const entries = experiments.map((id) => [id, course.experiments[id]?.result?.figures] as const);
  return entries.some(([, figures]) => figures === undefined) ? undefined : Object.fromEntries(entries);
}
