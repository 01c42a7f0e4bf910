import { el } from '../reports/browser/dom.ts';

/** A button of a demonstration; what goes wrong behind it is for the console. */
export function press(label: string, name: string, act: () => unknown): HTMLButtonElement {
  const button = el('button', { type: 'button', class: 'press', 'data-act': name }, label);
  button.addEventListener('click', () => {
    Promise.resolve()
      .then(act)
      .catch((error: unknown) => console.error(error));
  });
  return button;
}
