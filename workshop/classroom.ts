import { defineErrorCodes, LabError } from '../lab/errors.ts';
import type { Answer, Lesson } from './lesson.ts';

const codes = defineErrorCodes({
  'room-no-question': 'A prediction came while no question was open',
  'room-prediction-malformed': 'A prediction is no answer to the question that is open',
  'room-full': 'As many participants have answered as a room may have',
  'lesson-unknown': 'No lesson has the id asked for',
});

/** A class, and a bound for who plays with the link. */
const MOST_PARTICIPANTS = 500;

/** What everybody in the room may know. */
export interface ClassState {
  /** The lesson that is on; null between two. */
  readonly lesson: string | null;
  /** Its answer is shown, and no prediction is taken any more. */
  readonly revealed: boolean;
  /** Once it is revealed, where it was ever measured. */
  readonly answer?: Answer;
  /** How many predicted, and how often each answer was given: by option, or by value. */
  readonly predictions: number;
  readonly distribution: readonly { readonly answer: number; readonly count: number }[];
  /** Counts up when everything is set back: pages then forget what their reader predicted. */
  readonly generation: number;
  /** Counts up with every change: an answer that comes late does not take the place of newer news. */
  readonly version: number;
}

/** The class under way: which lesson, and who predicted what. */
export class Classroom {
  readonly #lessons: ReadonlyMap<string, Lesson>;
  readonly #predictions = new Map<string, Map<string, number>>();
  readonly #revealed = new Map<string, Answer | undefined>();
  #lesson: string | null = null;
  #generation: number;
  #version: number;

  /** @param generation of the first class: one that no page of an earlier start has seen */
  constructor(lessons: readonly Lesson[], generation: number) {
    this.#lessons = new Map(lessons.map((lesson) => [lesson.id, lesson]));
    this.#generation = generation;
    this.#version = generation;
  }

  get state(): ClassState {
    const given = this.#lesson === null ? undefined : this.#predictions.get(this.#lesson);
    const answer = this.#lesson === null ? undefined : this.#revealed.get(this.#lesson);
    const counts = new Map<number, number>();
    for (const answer of given?.values() ?? []) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    return {
      lesson: this.#lesson,
      revealed: this.#lesson !== null && this.#revealed.has(this.#lesson),
      ...(answer && { answer }),
      predictions: given?.size ?? 0,
      distribution: [...counts]
        .map(([answer, count]) => ({ answer, count }))
        .sort((a, b) => a.answer - b.answer),
      generation: this.#generation,
      version: this.#version,
    };
  }

  /** @throws LabError where there is no such lesson */
  show(lesson: string | null): void {
    if (lesson !== null && !this.#lessons.has(lesson)) {
      throw new LabError(codes['lesson-unknown'], {
        expected: `a lesson: ${[...this.#lessons.keys()].join(', ')}`,
        got: JSON.stringify(lesson.slice(0, 80)),
      });
    }
    this.#lesson = lesson;
    this.#version++;
  }

  /**
   * No prediction is taken from now on, and the answer is known when this resolves.
   *
   * @param answerOf undefined where its experiments were never run
   */
  async reveal(answerOf: (lesson: Lesson) => Promise<Answer | undefined>): Promise<void> {
    const lesson = this.#lesson === null ? undefined : this.#lessons.get(this.#lesson);
    if (lesson === undefined) return;
    const generation = this.#generation;
    this.#revealed.set(lesson.id, this.#revealed.get(lesson.id));
    this.#version++;
    const answer = await answerOf(lesson);
    // Everything may have been set back meanwhile.
    if (generation !== this.#generation) return;
    this.#revealed.set(lesson.id, answer);
    this.#version++;
  }

  /** A participant may change it until it is revealed. Throws a LabError for what is no answer. */
  predict(participant: string, lesson: string, answer: number): void {
    const open = this.#lesson === null ? undefined : this.#lessons.get(this.#lesson);
    if (open === undefined || open.id !== lesson || this.#revealed.has(lesson)) {
      throw new LabError(codes['room-no-question'], {
        expected:
          open === undefined ? 'to wait for the next question' : 'an answer to the question that is open',
        got: 'an answer to another one, or one that came too late',
        status: 409,
      });
    }
    checkAnswer(open, answer);
    const given = this.#predictions.get(lesson) ?? new Map<string, number>();
    if (!given.has(participant) && given.size >= MOST_PARTICIPANTS) {
      throw new LabError(codes['room-full'], {
        expected: `at most ${MOST_PARTICIPANTS} participants`,
        got: 'one more',
        status: 503,
      });
    }
    given.set(participant, answer);
    this.#predictions.set(lesson, given);
    this.#version++;
  }

  /** Forgets everything. */
  reset(): void {
    this.#predictions.clear();
    this.#revealed.clear();
    this.#lesson = null;
    this.#generation++;
    this.#version++;
  }
}

function checkAnswer({ prediction }: Lesson, answer: number): void {
  const [from, to, step] =
    prediction.kind === 'choice'
      ? [0, prediction.options.length - 1, 1]
      : [prediction.from, prediction.to, prediction.step ?? 1];
  // On a step: any fraction would be one more answer to tell everybody of.
  if (answer >= from && answer <= to && (answer - from) % step === 0) return;
  throw new LabError(codes['room-prediction-malformed'], {
    expected:
      prediction.kind === 'choice'
        ? `an option, ${from} to ${to}`
        : `a number from ${from} to ${to} in steps of ${step}`,
    got: String(answer),
  });
}
