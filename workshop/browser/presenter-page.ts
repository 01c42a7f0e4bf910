import { el } from '../../reports/browser/dom.ts';
import type { Language, Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Lesson } from '../lesson.ts';
import { planOf } from '../plan.ts';
import type { TeachingState } from '../server/class-routes.ts';
import { texts } from '../texts.ts';
import { ask } from './ask.ts';
import { noteLesson, timesOf } from './class-times.ts';
import { distributionOf } from './distribution.ts';
import { button, type Drawn } from './frame.ts';
import { onKeys } from './keys.ts';
import { lessonOf, lessons } from './lessons.ts';
import { keepGeneration } from './memory.ts';
import { roomDoor } from './room-door.ts';

const words = texts.presenter;
const SURE_MS = 4_000;

export interface PresenterPage extends Drawn {
  update(state: TeachingState): void;
}

/** For the eyes of who teaches: what is on, notes, time, what comes next, the room. */
export function presenterPage(first: TeachingState, minutes: number, { language }: Look): PresenterPage {
  let state = first;
  const parts = {
    now: el('section', { class: 'now' }),
    time: el('p', { class: 'time', role: 'timer' }),
    guesses: el('section', { class: 'guesses' }),
    room: el('section', { class: 'room-door' }),
  };
  const plan = planOf(lessons, minutes).map(({ lesson }) => lesson);
  const refused = el('p', { class: 'note refused', role: 'alert' });
  const wish = (asked: unknown): void => {
    ask<TeachingState>('/api/class', asked).then(
      (next) => {
        refused.textContent = '';
        update(next);
      },
      (error: Error) => {
        refused.textContent = fill(texts.page.refused, language, { why: error.message });
      },
    );
  };
  const show = (lesson: Lesson | undefined): void => {
    if (lesson !== undefined) wish({ show: lesson.id });
  };
  const goBack = (): void => show(neighboursIn(plan, state.lesson).previous);
  const goOn = (): void => show(neighboursIn(plan, state.lesson).next);
  const reveal = (): void => {
    if (state.lesson !== null && !state.revealed) wish({ reveal: true });
  };
  const reset = resetPress(language, () => wish({ reset: true }));

  const draw = (): void => {
    const lesson = lessonOf(state.lesson);
    parts.now.replaceChildren(...nowOf(lesson, plan, language));
    parts.guesses.replaceChildren(...guessesOf(lesson, state, language));
    for (const press of plan.map(({ id }) => document.getElementById(`show-${id}`))) {
      press?.setAttribute('aria-current', String(press.id === `show-${state.lesson}`));
    }
    revealPress.disabled = lesson === undefined || state.revealed;
    revealPress.textContent = (state.revealed ? words.revealed : words.reveal)[language];
    listening.textContent =
      state.room === null ? '' : fill(words.listening, language, { n: String(state.listeners) });
    tick();
  };
  const tick = (): void => {
    parts.time.replaceChildren(...timesOf(lessonOf(state.lesson), minutes, language));
  };
  const update = (next: TeachingState): void => {
    // The answer to a wish may come later than news that are newer.
    if (next.version < state.version) return;
    state = next;
    keepGeneration(state.generation);
    noteLesson(state.lesson);
    draw();
  };
  const revealPress = button(words.reveal[language], reveal, { class: 'press main' });
  const listening = el('p', { class: 'small', role: 'status' });
  parts.room.replaceChildren(...roomDoor(state.room, language), listening);

  return {
    title: words.title[language],
    content: [
      el('h1', { class: 'presenter-title' }, words.title[language]),
      el(
        'div',
        { class: 'presenter' },
        el(
          'div',
          {},
          el(
            'p',
            { class: 'controls' },
            button(words.previous[language], goBack),
            button(words.forward[language], goOn, { class: 'press main' }),
            revealPress,
            el('a', { href: '/screen', target: '_blank', class: 'press' }, words.screen[language]),
            reset,
          ),
          refused,
          parts.time,
          parts.now,
          parts.guesses,
        ),
        el(
          'aside',
          {},
          parts.room,
          planList(plan, minutes, language, (id) => wish({ show: id })),
        ),
      ),
    ],
    start() {
      update(state);
      const timer = setInterval(tick, 1_000);
      const stopKeys = onKeys({ ArrowLeft: goBack, ArrowRight: goOn, r: reveal });
      return () => {
        clearInterval(timer);
        stopKeys();
      };
    },
    update,
  };
}

/** The lessons of the plan beside the one that is on, which need not be in it. */
function neighboursIn(
  plan: readonly Lesson[],
  lesson: string | null,
): { previous: Lesson | undefined; next: Lesson | undefined } {
  const at = lessonOf(lesson)?.order ?? 0;
  return {
    previous: plan.findLast(({ order }) => order < at),
    next: plan.find(({ order }) => order > at),
  };
}

function nowOf(lesson: Lesson | undefined, plan: readonly Lesson[], language: Language): HTMLElement[] {
  if (lesson === undefined) return [el('p', { class: 'lead' }, words.notStarted[language])];
  const { next } = neighboursIn(plan, lesson.id);
  return [
    el('h2', {}, `${lesson.order}. ${lesson.title[language]}`),
    el('p', { class: 'question' }, lesson.question[language]),
    el('h3', {}, words.notes[language]),
    el('p', { class: 'notes' }, lesson.notes[language]),
    el(
      'p',
      { class: 'small' },
      next ? fill(words.next, language, { title: next.title[language] }) : words.last[language],
    ),
  ];
}

const guessesOf = (lesson: Lesson | undefined, state: TeachingState, language: Language): HTMLElement[] =>
  lesson === undefined
    ? []
    : [
        el('h3', {}, fill(words.predictions, language, { n: String(state.predictions) })),
        distributionOf(lesson, state, language, state.answer?.answer),
      ];

const planList = (
  plan: readonly Lesson[],
  minutes: number,
  language: Language,
  show: (id: string) => void,
): HTMLElement =>
  el(
    'section',
    {},
    el('h2', {}, `${words.planOf[language]} · ${fill(texts.page.minutes, language, { n: String(minutes) })}`),
    el(
      'p',
      { class: 'small' },
      ...[60, 120].map((n) =>
        el(
          'a',
          { href: `/presenter?minutes=${n}`, class: 'plan-choice' },
          fill(texts.page.minutes, language, { n: String(n) }),
        ),
      ),
    ),
    el(
      'ol',
      { class: 'plan-list' },
      ...plan.map(({ id, title, minutes: takes }) =>
        el(
          'li',
          {},
          button(
            `${title[language]} · ${fill(texts.page.minutes, language, { n: String(takes) })}`,
            () => show(id),
            {
              id: `show-${id}`,
              class: 'plain',
            },
          ),
        ),
      ),
    ),
  );

/** Asks once more before it forgets everything. */
function resetPress(language: Language, reset: () => void): HTMLButtonElement {
  let timer: number | undefined;
  const calm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    press.textContent = words.reset[language];
  };
  const press = button(words.reset[language], () => {
    if (timer !== undefined) {
      calm();
      reset();
      return;
    }
    press.textContent = words.resetSure[language];
    timer = window.setTimeout(calm, SURE_MS);
  });
  press.classList.add('danger');
  return press;
}
