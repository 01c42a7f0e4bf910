import { z } from 'zod';
import type { Part } from '../lab/parts.ts';
import { type Texts, textsShape } from '../lab/texts.ts';
import type { Drawing } from '../reports/chart.ts';
import type { Look } from '../reports/drawing/look.ts';
import type { Source } from './claim.ts';

/**
 * One lesson: what every `workshop/lessons/<id>/index.ts` exports by default. It runs in the browser too, and so
 * imports nothing of Node's. Beside it stand `demo.ts` (the live demonstration, in the browser), `live.ts` (what
 * that needs on the server) and the snippets.
 */
export interface Lesson extends Part {
  /** Its place in the course, 1, 2, 3 … */
  readonly order: number;
  /** How long it takes in a class. */
  readonly minutes: number;
  /** Belongs to a class of an hour. */
  readonly core?: true;
  readonly title: Texts;
  readonly question: Texts;
  /** Asked before the result is shown. */
  readonly prediction: Prediction;
  /** Numbers of the claims that it puts to the test. */
  readonly claims: readonly number[];
  /** Ids of the experiments whose figures it is given. */
  readonly experiments: readonly string[];
  /** The measured answer to the question. Pure. Called only where all its experiments have figures. */
  reveal(figures: FiguresById): Answer;
  /** The measured result, drawn by reports' drawings. Pure. */
  readonly charts?: readonly LessonChart[];
  /** What to do about it in one's own code. */
  readonly advice: Texts;
  /** Real files of its folder, each with a test. */
  readonly snippets: readonly Snippet[];
  readonly sources: readonly Source[];
  /** For the one who teaches: what to say and do, and what usually goes wrong. */
  readonly notes: Texts;
}

export type Prediction =
  | { readonly kind: 'choice'; readonly options: readonly Texts[] }
  | {
      readonly kind: 'number';
      readonly unit: Texts;
      readonly from: number;
      readonly to: number;
      /** 1 unless told. The range is a whole number of them, exactly: 0.5 counts exactly, 0.1 does not. */
      readonly step?: number;
    };

/** Experiment id → its figures, which the experiment's own schema has passed. */
export type FiguresById = Readonly<Record<string, unknown>>;

export interface Answer {
  /** The number of the right option, from 0; or the value. */
  readonly answer: number;
  readonly said: Texts;
}

export interface LessonChart {
  readonly title: Texts;
  /** One sentence that tells a stranger how to read it. */
  readonly reading: Texts;
  draw(figures: FiguresById, look: Look): Drawing;
}

export interface Snippet {
  readonly title: Texts;
  /** Its name in the lesson's folder. */
  readonly file: string;
}

const run = z.custom((value) => typeof value === 'function', 'a function');

const shape = z.object({
  id: z.string(),
  order: z.number().int().min(1),
  minutes: z.number().positive(),
  core: z.literal(true).optional(),
  title: textsShape,
  question: textsShape,
  prediction: z.union([
    z.object({ kind: z.literal('choice'), options: z.array(textsShape).min(2) }),
    z
      .object({
        kind: z.literal('number'),
        unit: textsShape,
        from: z.number(),
        to: z.number(),
        step: z.number().positive().default(1),
      })
      .refine(({ from, to, step }) => from < to && (to - from) % step === 0, 'a range of whole steps'),
  ]),
  claims: z.array(z.number()),
  experiments: z.array(z.string()),
  reveal: run,
  charts: z.array(z.object({ title: textsShape, reading: textsShape, draw: run })).optional(),
  advice: textsShape,
  snippets: z.array(z.object({ title: textsShape, file: z.string() })),
  sources: z.array(z.object({ title: z.string().min(1), url: z.url() })).min(1),
  notes: textsShape,
});

/** Checks a default export; throws a plain Error that says what is missing. */
export function readLesson(candidate: unknown): Lesson {
  const result = shape.safeParse(candidate);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return candidate as Lesson;
}
