import { el } from '../../reports/browser/dom.ts';
import type { Language, Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { ClassState } from '../classroom.ts';
import type { Course } from '../course.ts';
import type { Lesson } from '../lesson.ts';
import { texts } from '../texts.ts';
import { type DemoSection, demoSection } from './demo-section.ts';
import { distributionOf } from './distribution.ts';
import { button, type Drawn } from './frame.ts';
import { onKeys } from './keys.ts';
import { demoOf, lessons, snippetOf } from './lessons.ts';
import { recall, remember } from './memory.ts';
import { predictionForm, sayGuess } from './prediction-form.ts';
import { resultOf } from './result-section.ts';
import { verdictList } from './verdicts.ts';

export interface LessonPageOptions {
  readonly lesson: Lesson;
  readonly course: Course;
  readonly look: Look;
  /** The class, where one is under way with this lesson. */
  readonly state?: ClassState;
  /** On the screen of the class the class predicts, and no reader. */
  readonly onScreen: boolean;
  /** The result is to be shown: here, or to everybody. Rejects where that is refused. */
  readonly onReveal: () => Promise<unknown>;
}

export interface LessonPage extends Drawn {
  /** The class told more of itself. */
  update(state: ClassState): void;
}

/** Question, prediction, demonstration, result, verdicts, advice, sources: in this order, the result after the guess. */
export function lessonPage(options: LessonPageOptions): LessonPage {
  const { lesson, course, look, onScreen, onReveal } = options;
  const { language } = look;
  let { state } = options;
  const memory = recall(lesson.id);
  let guess = onScreen ? undefined : memory.guess;
  const isOpen = (): boolean => onScreen || guess !== undefined;
  const demo = demoOf(lesson);
  const section =
    demo &&
    demoSection(lesson, demo, look, {
      guesses: () => [
        ...(guess === undefined ? [] : [guess]),
        ...(state?.distribution.flatMap(({ answer, count }) => Array<number>(count).fill(answer)) ?? []),
      ],
      locked: !isOpen(),
    });

  const given = el('div', { class: 'given', role: 'status' });
  const showGuess = (): void => {
    const parts: HTMLElement[] = [];
    if (guess !== undefined) {
      parts.push(
        el(
          'p',
          {},
          el('strong', {}, fill(texts.predict.yours, language, { guess: sayGuess(lesson, guess, language) })),
          isRevealed() ? '' : ` ${texts.predict.change[language]}`,
        ),
      );
    }
    if (state !== undefined && state.predictions > 0 && isOpen()) {
      parts.push(
        el('p', {}, fill(texts.predict.class, language, { n: String(state.predictions) })),
        distributionOf(lesson, state, language, state.revealed ? state.answer?.answer : undefined),
      );
    }
    given.replaceChildren(...parts);
  };

  const revealPress = button(texts.result.show[language], () => reveal(), { class: 'press main reveal' });
  const refused = el('p', { class: 'note refused', role: 'alert' });
  const result = el('div', { class: 'result' });
  const later = el('div', { class: 'after-result' });
  let stopCharts = (): void => {};
  let isShown = false;
  const isRevealed = (): boolean => isShown;
  const show = (): void => {
    if (isShown) return;
    isShown = true;
    const shown = resultOf(lesson, course, look, guess);
    result.replaceChildren(...shown.elements);
    later.replaceChildren(...afterResult(lesson, course, language));
    stopCharts = shown.start();
    revealPress.hidden = true;
    form?.remove();
    showGuess();
  };
  const reveal = (): void => {
    if (revealPress.disabled || isShown) return;
    onReveal().then(
      () => {
        if (!onScreen) remember(lesson.id, { revealed: true });
        refused.textContent = '';
        show();
        document.getElementById('result')?.scrollIntoView({ block: 'start' });
      },
      (error: Error) => {
        refused.textContent = fill(texts.page.refused, language, { why: error.message });
      },
    );
  };
  const form = onScreen
    ? undefined
    : predictionForm(lesson, guess, language, (guessed) => {
        guess = guessed;
        remember(lesson.id, { guess });
        revealPress.disabled = false;
        section?.unlock();
        showGuess();
      });
  revealPress.disabled = !isOpen();

  return {
    title: lesson.title[language],
    content: [
      el(
        'p',
        { class: 'facts' },
        `${fill(texts.page.lesson, language, { n: String(lesson.order) })} · ${fill(texts.page.minutes, language, { n: String(lesson.minutes) })}`,
      ),
      el('h1', {}, lesson.title[language]),
      el('p', { class: 'question' }, lesson.question[language]),
      el(
        'section',
        { 'aria-labelledby': 'predict' },
        el('h2', { id: 'predict' }, texts.predict.heading[language]),
        form ?? null,
        given,
      ),
      section?.element ?? null,
      el(
        'section',
        { 'aria-labelledby': 'result' },
        el('h2', { id: 'result' }, texts.result.heading[language]),
        el('p', {}, revealPress),
        refused,
        result,
      ),
      later,
      onScreen ? null : neighbours(lesson, language),
      el('p', { class: 'small keys' }, texts.page.keys[language]),
    ],
    start() {
      showGuess();
      if ((onScreen && state?.revealed) || (!onScreen && memory.revealed && guess !== undefined)) show();
      const stopDemo = section?.start();
      const stopKeys = onKeys(keysOf(lesson, section, reveal, onScreen));
      return () => {
        stopKeys();
        stopDemo?.();
        stopCharts();
      };
    },
    update(next) {
      state = next;
      if (onScreen && next.revealed) show();
      showGuess();
    },
  };
}

const keysOf = (
  lesson: Lesson,
  section: DemoSection | undefined,
  reveal: () => void,
  onScreen: boolean,
): Readonly<Record<string, () => void>> => {
  const go = (step: number) => (): void => {
    const next = lessons[lessons.indexOf(lesson) + step];
    if (next !== undefined && !onScreen) location.assign(`/lessons/${next.id}`);
  };
  return { s: () => section?.toggle(), r: reveal, ArrowLeft: go(-1), ArrowRight: go(1) };
};

/** The verdicts, what to do about them, and what they rest on. */
function afterResult(lesson: Lesson, course: Course, language: Language): HTMLElement[] {
  const claims = course.claims.filter(({ number }) => lesson.claims.includes(number));
  const part = (id: string, heading: string, ...content: (HTMLElement | null)[]): HTMLElement =>
    el('section', { 'aria-labelledby': id }, el('h2', { id }, heading), ...content);
  return [
    ...(claims.length === 0
      ? []
      : [part('verdicts', texts.verdict.heading[language], verdictList(claims, language))]),
    part(
      // Not `advice`: the advice panel of reports has that, and is a lesson's demonstration.
      'what-to-do',
      texts.advice.heading[language],
      el('p', { class: 'advice-text' }, lesson.advice[language]),
      ...lesson.snippets.map(({ title, file }) =>
        el(
          'figure',
          { class: 'snippet' },
          el('figcaption', {}, `${title[language]} · `, el('code', {}, file)),
          el(
            'pre',
            { tabindex: '0', role: 'region', 'aria-label': title[language] },
            el('code', {}, snippetOf(lesson, file)),
          ),
        ),
      ),
    ),
    part(
      'sources',
      texts.advice.sources[language],
      el(
        'ul',
        { class: 'sources' },
        ...lesson.sources.map(({ title, url }) => el('li', {}, el('a', { href: url }, title))),
      ),
    ),
  ];
}

function neighbours(lesson: Lesson, language: Language): HTMLElement {
  const at = lessons.indexOf(lesson);
  const link = (other: Lesson | undefined, arrow: (title: string) => string): HTMLElement | null =>
    other === undefined ? null : el('a', { href: `/lessons/${other.id}` }, arrow(other.title[language]));
  return el(
    'nav',
    { class: 'neighbours', 'aria-label': texts.page.lessons[language] },
    link(lessons[at - 1], (title) => `← ${title}`),
    link(lessons[at + 1], (title) => `${title} →`),
  );
}
