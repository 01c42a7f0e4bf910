import type { Texts } from '../../lab/texts.ts';
import { el } from '../../reports/browser/dom.ts';
import type { Language, Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Lesson } from '../lesson.ts';
import { planOf } from '../plan.ts';
import type { TeachingState } from '../server/class-routes.ts';
import { texts } from '../texts.ts';
import { ask } from './ask.ts';
import { distributionOf } from './distribution.ts';
import { button, type Drawn } from './frame.ts';
import { onKeys } from './keys.ts';
import { lessonOf, lessons } from './lessons.ts';
import { qrCode } from './qr-code.ts';

const words = texts.presenter;
const SURE_MS = 4_000;
const MINUTE_MS = 60_000;

/** When the class and its present lesson began, by this page's own clock; it outlives a reload. */
const BEGAN = 'realtime-transport-workshop-began';

interface Began {
  readonly classMs: number;
  readonly lesson: string | null;
  readonly lessonMs: number;
}

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
  const wish = (asked: unknown): void => {
    void ask<TeachingState>('/api/class', asked).then(update, console.error);
  };
  const step = (by: number) => (): void => {
    const at = plan.findIndex(({ id }) => id === state.lesson);
    const next = plan[at === -1 ? 0 : at + by];
    if (next !== undefined) wish({ show: next.id });
  };
  const reveal = (): void => {
    if (state.lesson !== null && !state.revealed) wish({ reveal: true });
  };
  const reset = resetPress(language, () => {
    forgetTimes();
    wish({ reset: true });
  });

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
    state = next;
    noteTimes(state.lesson);
    draw();
  };
  const revealPress = button(words.reveal[language], reveal, { class: 'press main' });
  const listening = el('p', { class: 'small', role: 'status' });
  parts.room.replaceChildren(...doorOf(state.room, language), listening);

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
            button(words.previous[language], step(-1)),
            button(words.forward[language], step(1), { class: 'press main' }),
            revealPress,
            el('a', { href: '/screen', target: '_blank', class: 'press' }, words.screen[language]),
            reset,
          ),
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
      noteTimes(state.lesson);
      draw();
      const timer = setInterval(tick, 1_000);
      const stopKeys = onKeys({ ArrowLeft: step(-1), ArrowRight: step(1), r: reveal });
      return () => {
        clearInterval(timer);
        stopKeys();
      };
    },
    update,
  };
}

function nowOf(lesson: Lesson | undefined, plan: readonly Lesson[], language: Language): HTMLElement[] {
  if (lesson === undefined) return [el('p', { class: 'lead' }, words.notStarted[language])];
  const next = plan[plan.indexOf(lesson) + 1];
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

const doorOf = (url: string | null, language: Language): HTMLElement[] => {
  const heading = el('h2', {}, words.room[language]);
  if (url === null) return [heading, el('p', { class: 'small' }, words.closed[language])];
  const code = el('p', { class: 'qr' });
  code.append(qrCode(url, url));
  return [heading, code, el('p', { class: 'room-link' }, el('a', { href: url }, url))];
};

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

function began(): Began | null {
  try {
    return JSON.parse(localStorage.getItem(BEGAN) ?? 'null') as Began | null;
  } catch {
    return null;
  }
}

function noteTimes(lesson: string | null): void {
  const before = began();
  if (lesson === null || before?.lesson === lesson) return;
  const nowMs = Date.now();
  const noted: Began = { classMs: before?.classMs ?? nowMs, lesson, lessonMs: nowMs };
  localStorage.setItem(BEGAN, JSON.stringify(noted));
}

const forgetTimes = (): void => localStorage.removeItem(BEGAN);

function timesOf(lesson: Lesson | undefined, minutes: number, language: Language): HTMLElement[] {
  const times = began();
  if (times === null || lesson === undefined) return [];
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
  return [line(words.timing, times.lessonMs, lesson.minutes), line(words.total, times.classMs, minutes)];
}
