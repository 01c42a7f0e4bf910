import { el } from '../../reports/browser/dom.ts';
import type { Language } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Lesson } from '../lesson.ts';
import { texts } from '../texts.ts';

const words = texts.predict;

/** What a guess is called: the option, or the number with its unit. */
export function sayGuess({ prediction }: Lesson, guess: number, language: Language): string {
  if (prediction.kind === 'choice') return prediction.options[guess]?.[language] ?? '–';
  return `${guess.toLocaleString(language)} ${prediction.unit[language]}`;
}

/** Asks for a guess: options as radio buttons, or a slider with its number. */
export function predictionForm(
  lesson: Lesson,
  guess: number | undefined,
  language: Language,
  send: (guess: number) => void,
): HTMLFormElement {
  const { prediction } = lesson;
  const form = el('form', { class: 'prediction' });
  let read: () => number;
  if (prediction.kind === 'choice') {
    const radios = prediction.options.map((_, index) =>
      el('input', {
        type: 'radio',
        name: `guess-${lesson.id}`,
        value: String(index),
        required: true,
        checked: index === guess,
      }),
    );
    form.append(
      el(
        'fieldset',
        {},
        el('legend', { class: 'unseen' }, lesson.question[language]),
        ...radios.map((radio, index) =>
          el(
            'label',
            { class: 'option' },
            radio,
            el('span', {}, prediction.options[index]?.[language] ?? ''),
          ),
        ),
      ),
    );
    read = () => radios.findIndex((radio) => radio.checked);
  } else {
    const { from, to, step = 1, unit } = prediction;
    const value = String(guess ?? Math.round((from + to) / 2));
    const common = { min: String(from), max: String(to), step: String(step), value, required: true };
    const label = `${lesson.question[language]} ${fill(words.range, language, { from: String(from), to: String(to), unit: unit[language] })}`;
    const slider = el('input', { type: 'range', ...common, 'aria-label': label });
    const number = el('input', { type: 'number', ...common, 'aria-label': label });
    slider.addEventListener('input', () => {
      number.value = slider.value;
    });
    number.addEventListener('input', () => {
      slider.value = number.value;
    });
    form.append(el('p', { class: 'number' }, slider, number, el('span', {}, unit[language])));
    read = () => number.valueAsNumber;
  }
  form.append(el('button', { type: 'submit', class: 'press main' }, words.send[language]));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const guessed = read();
    if (Number.isFinite(guessed) && guessed >= 0) send(guessed);
  });
  return form;
}
