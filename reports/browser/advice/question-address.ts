import type { Question } from '../../advice/question.ts';
import { FLAG_FIELDS, NUMBER_FIELDS, readNumber } from './fields.ts';

/** Names in the address that are the question's; all others belong to the rest of the page. */
const nameOf = (field: string): string =>
  `advice-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What the address asks, and the rest as it is at first; what it says wrongly is passed over. */
export function questionIn(parameters: URLSearchParams, initial: Question): Question {
  const question = { ...initial };
  for (const field of NUMBER_FIELDS) {
    const value = readNumber(parameters.get(nameOf(field.name)) ?? '', field);
    if (value !== null) question[field.name] = value;
  }
  for (const name of FLAG_FIELDS) {
    const value = parameters.get(nameOf(name));
    if (value === 'yes' || value === 'no') question[name] = value === 'yes';
  }
  const direction = parameters.get(nameOf('direction'));
  return direction === 'down' || direction === 'both' ? { ...question, direction } : question;
}

/** Puts the question into the address; what is as it was at first is left out, so that a link stays short. */
export function putQuestion(parameters: URLSearchParams, question: Question, initial: Question): void {
  for (const name of Object.keys(initial) as (keyof Question)[]) {
    const value = question[name];
    if (value === initial[name]) parameters.delete(nameOf(name));
    else parameters.set(nameOf(name), typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));
  }
}
