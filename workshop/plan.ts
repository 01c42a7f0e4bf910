import type { Lesson } from './lesson.ts';

/** For welcome and questions. */
export const OPENING_MINUTES = 3;
export const CLOSING_MINUTES = 4;

export interface PlannedLesson {
  readonly lesson: Lesson;
  /** After the beginning of the class. */
  readonly fromMinute: number;
}

/** The lessons of a class of so many minutes, in order of the course: first those at its core, then what else fits. */
export function planOf(lessons: readonly Lesson[], minutes: number): readonly PlannedLesson[] {
  let left = minutes - OPENING_MINUTES - CLOSING_MINUTES;
  const chosen = new Set<Lesson>();
  for (const isCore of [true, false]) {
    for (const lesson of lessons) {
      if ((lesson.core === true) !== isCore || lesson.minutes > left) continue;
      left -= lesson.minutes;
      chosen.add(lesson);
    }
  }
  let fromMinute = OPENING_MINUTES;
  return lessons
    .filter((lesson) => chosen.has(lesson))
    .map((lesson) => {
      const planned = { lesson, fromMinute };
      fromMinute += lesson.minutes;
      return planned;
    });
}
