import type { Question } from '../../advice/question.ts';
import type { Language } from '../../drawing/look.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { FLAG_FIELDS, NUMBER_FIELDS, type NumberField, readNumber } from './fields.ts';

const words = texts.advicePanel;

/** The questions as a form, which calls back with every complete answer; nothing needs to be sent. */
export function questionForm(
  asked: Question,
  language: Language,
  onQuestion: (question: Question) => void,
): HTMLElement {
  const question = { ...asked };
  const wrong = el('p', { class: 'advice-wrong', role: 'alert', id: 'advice-wrong' });
  const numbers = NUMBER_FIELDS.map((field) => ({ field, input: numberInput(field, question[field.name]) }));
  const complain = (): boolean => {
    const bad = numbers.filter(({ field, input }) => readNumber(input.value, field) === null);
    for (const { input } of numbers)
      mark(
        input,
        bad.some((one) => one.input === input),
      );
    const [first] = bad;
    wrong.textContent = first === undefined ? '' : sayWrong(first.field, language);
    return first !== undefined;
  };
  for (const { field, input } of numbers) {
    input.addEventListener('input', () => {
      const value = readNumber(input.value, field);
      if (value !== null) question[field.name] = value;
      if (!complain()) onQuestion({ ...question });
    });
  }
  const direction = el(
    'select',
    { id: 'advice-direction' },
    ...(['down', 'both'] as const).map((value) =>
      el('option', { value, selected: value === question.direction }, words.fields[value][language]),
    ),
  );
  direction.addEventListener('change', () => {
    onQuestion(Object.assign(question, { direction: direction.value === 'both' ? 'both' : 'down' }));
  });
  const flags = FLAG_FIELDS.map((name) => {
    const input = el('input', { type: 'checkbox', id: `advice-${name}`, checked: question[name] });
    input.addEventListener('change', () => {
      question[name] = input.checked;
      onQuestion({ ...question });
    });
    return el('label', { class: 'advice-flag' }, input, words.fields[name][language]);
  });
  const form = el(
    'form',
    { class: 'advice-form', 'aria-label': words.form[language], novalidate: true },
    ...numbers.map(({ field, input }) => labelled(input, words.fields[field.name][language])),
    labelled(direction, words.fields.direction[language]),
    el('div', { class: 'advice-flags' }, ...flags),
    wrong,
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  return form;
}

const numberInput = ({ name, least, most, whole }: NumberField, value: number): HTMLInputElement =>
  el('input', {
    type: 'number',
    id: `advice-${name}`,
    min: String(least),
    max: String(most),
    step: whole ? '1' : 'any',
    inputmode: whole ? 'numeric' : 'decimal',
    value: String(value),
  });

const labelled = (control: HTMLElement, text: string): HTMLElement =>
  el('div', { class: 'advice-field' }, el('label', { for: control.id }, text), control);

function mark(input: HTMLInputElement, isWrong: boolean): void {
  if (isWrong) {
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', 'advice-wrong');
  } else {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  }
}

const sayWrong = ({ name, least, most }: NumberField, language: Language): string =>
  fill(words.wrong, language, {
    field: words.fields[name][language],
    least: least.toLocaleString(language),
    most: most.toLocaleString(language),
  });
