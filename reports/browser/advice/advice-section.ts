import { advise } from '../../advice/advise.ts';
import { defaultQuestion } from '../../advice/default-question.ts';
import { evidenceOf } from '../../advice/evidence.ts';
import type { Question } from '../../advice/question.ts';
import type { Look } from '../../drawing/look.ts';
import type { Report } from '../../report.ts';
import { texts } from '../../texts.ts';
import { readAddress, writeAddress } from '../address.ts';
import { el } from '../dom.ts';
import { answerLines } from './answer-lines.ts';
import { answerTable } from './answer-table.ts';
import { groundsOf } from './grounds.ts';
import { putQuestion, questionIn } from './question-address.ts';
import { questionForm } from './question-form.ts';

const words = texts.advicePanel;

/**
 * "Which should I choose?": a form, and the answer to it from the costs that the runs measured. Keeps
 * the question in the address, by names that begin with `advice-`, so that a link repeats it.
 */
export function adviceSection(reports: readonly Report[], look: Look): HTMLElement {
  const { language } = look;
  const initial = defaultQuestion(reports);
  const intro = el('p', { class: 'advice-intro' }, words.intro[language]);
  const lines = el('div', { class: 'advice-lines', 'aria-live': 'polite' });
  const details = el('div', {});
  const answer = (question: Question): void => {
    const advice = advise(question, reports);
    lines.replaceChildren(...answerLines(advice, question, language));
    details.replaceChildren(
      ...(advice.options.length === 0 ? [] : [answerTable(advice, language)]),
      ...groundsOf(advice, question, language),
    );
  };
  const asked = questionIn(readAddress(), initial);
  const form = questionForm(asked, language, (question) => {
    const parameters = readAddress();
    putQuestion(parameters, question, initial);
    writeAddress(parameters);
    answer(question);
  });
  answer(asked);
  // Without a measurement there is nothing to ask.
  const parts =
    evidenceOf(reports).observations.length === 0 ? [lines, details] : [intro, form, lines, details];
  return el(
    'section',
    { class: 'advice', 'aria-labelledby': 'advice' },
    el('h2', { id: 'advice' }, words.heading[language]),
    ...parts,
  );
}
