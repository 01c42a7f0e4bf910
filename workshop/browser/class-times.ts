import type { Texts } from '../../lab/texts.ts';
import { el } from '../../reports/browser/dom.ts';
import type { Language } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Lesson } from '../lesson.ts';
import { texts } from '../texts.ts';
import { recallBegan, rememberBegan } from './memory.ts';

const words = texts.presenter;
const MINUTE_MS = 60_000;

/** Notes when the class and its lesson began, where they begin now. */
export function noteLesson(lesson: string | null): void {
  const before = recallBegan();
  if (lesson === null || before?.lesson === lesson) return;
  const nowMs = Date.now();
  rememberBegan({ classMs: before?.classMs ?? nowMs, lesson, lessonMs: nowMs });
}

/** How long the lesson and the class have taken, of how many minutes. */
export function timesOf(lesson: Lesson | undefined, minutes: number, language: Language): HTMLElement[] {
  const began = recallBegan();
  if (began === undefined || lesson === undefined) return [];
  const line = (text: Texts, sinceMs: number, planned: number): HTMLElement => {
    const spentMs = Date.now() - sinceMs;
    const seconds = Math.floor((spentMs % MINUTE_MS) / 1_000);
    const spent = `${Math.floor(spentMs / MINUTE_MS)}:${String(seconds).padStart(2, '0')}`;
    const isOver = spentMs > planned * MINUTE_MS;
    return el(
      'span',
      { class: isOver ? 'over' : '' },
      fill(text, language, { spent, planned: String(planned) }),
      isOver ? ` (${words.over[language]})` : '',
    );
  };
  return [line(words.timing, began.lessonMs, lesson.minutes), line(words.total, began.classMs, minutes)];
}
