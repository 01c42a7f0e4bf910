import { el } from '../../reports/browser/dom.ts';
import type { Language, Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { ClassState } from '../classroom.ts';
import type { Answer, Lesson } from '../lesson.ts';
import { texts } from '../texts.ts';
import { ask } from './ask.ts';
import { hearClass } from './class-news.ts';
import { distributionOf } from './distribution.ts';
import { type Drawn, showPage } from './frame.ts';
import { lessonOf } from './lessons.ts';
import { keepGeneration, recall, remember } from './memory.ts';
import { predictionForm, sayGuess } from './prediction-form.ts';

const words = texts.room;
const PARTICIPANT = 'realtime-transport-workshop-participant';

/** What a participant has on their phone: the question that is open, and what everybody guessed. */
export function showRoom(root: HTMLElement): void {
  let state: ClassState | undefined;
  let trouble = '';
  /** Tells what is new and leaves the form alone: somebody may be choosing, or typing. */
  let refresh = (): void => {};
  const send = (lesson: string, answer: number): void => {
    ask<ClassState>('predictions', { participant: participant(), lesson, answer }).then(
      (next) => {
        remember(lesson, { guess: answer });
        trouble = '';
        take(next);
      },
      (error: Error) => {
        trouble = error.message;
        refresh();
      },
    );
  };
  const draw = (look: Look): Drawn => {
    const { language } = look;
    const title = words.title[language];
    const lesson = lessonOf(state?.lesson ?? null);
    if (state === undefined || lesson === undefined) {
      refresh = () => {};
      return { title, content: [el('h1', {}, title), el('p', { class: 'lead' }, words.wait[language])] };
    }
    const { revealed, answer } = state;
    const { guess } = recall(lesson.id);
    const status = el('p', { class: 'room-state', role: 'status' });
    const others = el('div');
    refresh = () => {
      const said =
        trouble === ''
          ? sayGiven(lesson, revealed, language)
          : fill(words.notSent, language, { why: trouble });
      // The same once more would be read out once more.
      if (status.textContent !== said) status.textContent = said;
      if (state !== undefined) others.replaceChildren(...othersOf(lesson, state, language));
    };
    refresh();
    return {
      title,
      content: [
        el('p', { class: 'facts' }, lesson.title[language]),
        el('h1', { class: 'room-question' }, lesson.question[language]),
        revealed ? null : predictionForm(lesson, guess, language, (guessed) => send(lesson.id, guessed)),
        status,
        revealed ? answerOf(lesson, answer, language) : null,
        others,
      ],
    };
  };
  const take = (next: ClassState): void => {
    // News have overtaken it; what this participant sent is said all the same.
    if (next.version < (state?.version ?? 0)) {
      refresh();
      return;
    }
    keepGeneration(next.generation);
    const before = state;
    state = next;
    const isSame =
      before?.generation === next.generation &&
      before.lesson === next.lesson &&
      before.revealed === next.revealed;
    if (isSame) refresh();
    else {
      trouble = '';
      redraw();
    }
  };
  const redraw = showPage(root, draw, null);
  hearClass<ClassState>({ stream: 'sse', state: 'class' }, take);
}

function sayGiven(lesson: Lesson, revealed: boolean, language: Language): string {
  const { guess } = recall(lesson.id);
  if (guess === undefined) return '';
  const yours = fill(texts.predict.yours, language, { guess: sayGuess(lesson, guess, language) });
  return revealed ? yours : `${words.sent[language]} ${yours}`;
}

/** Who has not guessed yet is not told what the others think. */
const othersOf = (lesson: Lesson, state: ClassState, language: Language): HTMLElement[] =>
  recall(lesson.id).guess === undefined && !state.revealed
    ? []
    : [
        el(
          'section',
          { class: 'others' },
          el('h2', {}, fill(words.others, language, { n: String(state.predictions) })),
          distributionOf(lesson, state, language, state.answer?.answer),
        ),
      ];

const answerOf = (lesson: Lesson, answer: Answer | undefined, language: Language): HTMLElement =>
  el(
    'p',
    { class: 'answer-line' },
    el(
      'strong',
      {},
      answer
        ? fill(texts.result.answer, language, { answer: sayGuess(lesson, answer.answer, language) })
        : words.closed[language],
    ),
    ' ',
    answer?.said[language] ?? '',
  );

/** This browser's number in the room. `crypto.randomUUID` is for secure pages only, and this one is plain HTTP. */
function participant(): string {
  const make = (): string =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    );
  try {
    const kept = localStorage.getItem(PARTICIPANT) ?? make();
    localStorage.setItem(PARTICIPANT, kept);
    return kept;
  } catch {
    onlyHere ??= make();
    return onlyHere;
  }
}

let onlyHere: string | undefined;
