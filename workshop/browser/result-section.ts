import { type Card, cardOf } from '../../reports/browser/chart-card.ts';
import { el } from '../../reports/browser/dom.ts';
import type { Language, Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import { type Course, figuresOf } from '../course.ts';
import type { Lesson } from '../lesson.ts';
import { texts } from '../texts.ts';
import { measureOwn, originOf } from './origin.ts';
import { sayGuess } from './prediction-form.ts';

const words = texts.result;

export interface ResultSection {
  readonly elements: readonly HTMLElement[];
  /** Starts the charts, once they are in the document; returns what ends them. */
  start(): () => void;
}

/** The measured answer beside the guess, its charts, and where the figures are from. */
export function resultOf(
  lesson: Lesson,
  course: Course,
  look: Look,
  guess: number | undefined,
): ResultSection {
  const { language } = look;
  const figures = figuresOf(lesson, course);
  const notices = noticesOf(lesson, course, language);
  if (figures === undefined) {
    const never = el('p', { class: 'note' }, words.never[language]);
    return { elements: [...notices, never], start: () => () => {} };
  }
  const { answer, said } = lesson.reveal(figures);
  const isChoice = lesson.prediction.kind === 'choice';
  const isRight = guess !== undefined && guess === answer;
  const cards: Card[] = [];
  const charts = (lesson.charts ?? []).map((chart, index) => {
    const card = cardOf(
      {
        id: String(index + 1),
        title: chart.title,
        reading: chart.reading,
        draw: ({ run }: Shown, itsLook) => chart.draw(run.figures, itsLook),
      },
      { report: { run: { id: `lesson-${lesson.id}`, figures } }, suffix: '' },
      look,
    );
    if ('reason' in card) return el('p', { class: 'note' }, card.reason[language]);
    cards.push(card);
    return card.element;
  });
  return {
    elements: [
      el(
        'p',
        { class: 'answer-line' },
        el(
          'strong',
          { class: 'measured-answer' },
          fill(words.answer, language, { answer: sayGuess(lesson, answer, language) }),
        ),
        guess === undefined
          ? null
          : el(
              'span',
              { class: isRight ? 'right' : 'wrong' },
              isRight && isChoice
                ? words.right[language]
                : fill(words.wrong, language, { guess: sayGuess(lesson, guess, language) }),
            ),
      ),
      el('p', { class: 'said' }, said[language]),
      ...(charts.length === 0 ? [] : [el('div', { class: 'charts lesson-charts' }, ...charts)]),
      ...notices,
    ],
    start() {
      const stops = cards.map((card) => card.start());
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

interface Shown {
  readonly run: { readonly id: string; readonly figures: Readonly<Record<string, unknown>> };
}

/** How each experiment was measured, by whom, and what was missing. */
const noticesOf = ({ experiments }: Lesson, course: Course, language: Language): HTMLElement[] => {
  const own = measureOwn(experiments, course, language);
  return [
    ...experiments.flatMap((id) => {
      const experiment = course.experiments[id];
      if (experiment === undefined) return [];
      const { missing, title, method } = experiment;
      return [
        ...(missing.length === 0
          ? []
          : [el('p', { class: 'note' }, fill(words.missing, language, { programs: missing.join(', ') }))]),
        el(
          'div',
          { class: 'method' },
          el(
            'details',
            {},
            el('summary', {}, `${words.method[language]}: ${title[language]}`),
            el('p', {}, method[language]),
          ),
          el('p', { class: 'small origin' }, originOf(id, course, language)),
        ),
      ];
    }),
    ...(own === null ? [] : [own]),
  ];
};
