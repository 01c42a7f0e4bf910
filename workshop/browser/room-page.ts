import { el } from '../../reports/browser/dom.ts';
import type { Look } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { ClassState } from '../classroom.ts';
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
  let shownLesson: string | null | undefined;
  const send = (lesson: string, answer: number): void => {
    ask<ClassState>('predictions', { participant: participant(), lesson, answer }).then(
      (next) => {
        remember(lesson, { guess: answer });
        trouble = '';
        take(next, true);
      },
      (error: Error) => {
        trouble = error.message;
        redraw();
      },
    );
  };
  const draw = (look: Look): Drawn => {
    const { language } = look;
    const lesson = lessonOf(state?.lesson ?? null);
    shownLesson = state?.lesson;
    if (state === undefined || lesson === undefined) {
      return {
        title: words.title[language],
        content: [el('h1', {}, words.title[language]), el('p', { class: 'lead' }, words.wait[language])],
      };
    }
    const { guess } = recall(lesson.id);
    const { revealed, answer, predictions } = state;
    return {
      title: words.title[language],
      content: [
        el('p', { class: 'facts' }, lesson.title[language]),
        el('h1', { class: 'room-question' }, lesson.question[language]),
        revealed ? null : predictionForm(lesson, guess, language, (guessed) => send(lesson.id, guessed)),
        el(
          'p',
          { class: 'room-state', role: 'status' },
          trouble === ''
            ? guess === undefined
              ? ''
              : `${revealed ? '' : `${words.sent[language]} `}${fill(texts.predict.yours, language, { guess: sayGuess(lesson, guess, language) })}`
            : fill(words.notSent, language, { why: trouble }),
        ),
        revealed
          ? el(
              'p',
              { class: 'answer-line' },
              el(
                'strong',
                {},
                answer
                  ? fill(texts.result.answer, language, {
                      answer: sayGuess(lesson, answer.answer, language),
                    })
                  : words.closed[language],
              ),
              ' ',
              answer?.said[language] ?? '',
            )
          : null,
        // Who has not guessed yet is not told what the others think.
        guess === undefined && !revealed
          ? null
          : el(
              'section',
              { class: 'others' },
              el('h2', {}, fill(words.others, language, { n: String(predictions) })),
              distributionOf(lesson, state, language, answer?.answer),
            ),
      ],
    };
  };
  const take = (next: ClassState, always = false): void => {
    if (next.version < (state?.version ?? 0)) return;
    keepGeneration(next.generation);
    const before = state;
    state = next;
    const guessed = next.lesson !== null && recall(next.lesson).guess !== undefined;
    // A form in which somebody chooses at the moment stays as it is.
    if (always || next.lesson !== shownLesson || next.revealed !== before?.revealed || guessed) redraw();
  };
  const redraw = showPage(root, draw, null);
  hearClass<ClassState>({ stream: 'sse', state: 'class' }, take);
}

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
