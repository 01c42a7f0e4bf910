import { el } from '../../reports/browser/dom.ts';
import type { Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import { type Course, figuresOf } from '../course.ts';
import type { Lesson } from '../lesson.ts';
import { CLOSING_MINUTES, OPENING_MINUTES, planOf } from '../plan.ts';
import { texts } from '../texts.ts';
import { button, type Drawn } from './frame.ts';
import { lessons } from './lessons.ts';
import { originOf } from './origin.ts';
import { sayGuess } from './prediction-form.ts';
import { verdictList } from './verdicts.ts';

const printPress = ({ language }: Look): HTMLElement =>
  el(
    'p',
    { class: 'no-print' },
    button(texts.handout.print[language], () => window.print()),
  );

/** All lessons with their figures, and whose those are, to take home. */
export function handoutPage(course: Course, look: Look): Drawn {
  const { language } = look;
  return {
    title: texts.handout.title[language],
    content: [
      el('h1', {}, texts.handout.title[language]),
      printPress(look),
      ...lessons.map((lesson) => handoutOf(lesson, course, look)),
    ],
  };
}

function handoutOf(lesson: Lesson, course: Course, { language }: Look): HTMLElement {
  const figures = figuresOf(lesson, course);
  const answer = figures && lesson.reveal(figures);
  return el(
    'section',
    { class: 'handout' },
    el('h2', {}, `${lesson.order}. ${lesson.title[language]}`),
    el('p', { class: 'question' }, lesson.question[language]),
    answer
      ? el(
          'p',
          {},
          el(
            'strong',
            {},
            fill(texts.result.answer, language, { answer: sayGuess(lesson, answer.answer, language) }),
          ),
          ` ${answer.said[language]}`,
        )
      : el('p', {}, texts.result.never[language]),
    verdictList(
      course.claims.filter(({ number }) => lesson.claims.includes(number)),
      language,
    ),
    el('p', {}, lesson.advice[language]),
    el(
      'ul',
      { class: 'sources' },
      ...lesson.sources.map(({ title, url }) =>
        el('li', {}, title, ' ', el('span', { class: 'small' }, url)),
      ),
    ),
    ...lesson.experiments.map((id) =>
      el(
        'p',
        { class: 'small origin' },
        `${course.experiments[id]?.title[language]}. ${originOf(id, course, language)}`,
      ),
    ),
  );
}

/** Which lesson when, for who teaches. */
export function planPage(minutes: number, look: Look): Drawn {
  const { language } = look;
  const words = texts.plan;
  const title = fill(words.title, language, { n: String(minutes) });
  const minutesOf = (n: number): string => fill(texts.page.minutes, language, { n: String(n) });
  const clock = (minute: number): string =>
    `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  const row = (fromMinute: number, what: string, how: string): HTMLElement =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, clock(fromMinute)),
      el('td', {}, what),
      el('td', { class: 'how' }, how),
    );
  const planned = planOf(lessons, minutes);
  const last = planned.at(-1);
  const end = last ? last.fromMinute + last.lesson.minutes : OPENING_MINUTES;
  return {
    title,
    content: [
      el('h1', {}, title),
      printPress(look),
      el('p', {}, words.before[language]),
      el(
        'table',
        { class: 'plan' },
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            ...[words.from, words.what, words.todo].map((head) => el('th', { scope: 'col' }, head[language])),
          ),
        ),
        el(
          'tbody',
          {},
          row(0, words.opening[language], minutesOf(OPENING_MINUTES)),
          ...planned.map(({ lesson, fromMinute }) =>
            row(
              fromMinute,
              `${lesson.order}. ${lesson.title[language]} (${minutesOf(lesson.minutes)})`,
              `${words.steps[language]} ${lesson.notes[language]}`,
            ),
          ),
          row(end, words.closing[language], minutesOf(CLOSING_MINUTES)),
        ),
      ),
    ],
  };
}
