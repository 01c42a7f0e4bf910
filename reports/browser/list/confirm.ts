import { el } from '../dom.ts';

export interface Question {
  readonly heading: string;
  readonly text: string;
  /** Asks for a line of text. */
  readonly field?: { readonly label: string; readonly value: string; readonly maxLength: number };
  readonly confirm: string;
  readonly cancel: string;
  /** What is confirmed cannot be undone. */
  readonly grave?: boolean;
}

/** Asks in a modal dialog. Resolves with the text that was typed, empty where none was asked for, or null. */
export function ask({
  heading,
  text,
  field,
  confirm,
  cancel,
  grave = false,
}: Question): Promise<string | null> {
  const input =
    field && el('input', { id: 'answer', maxlength: String(field.maxLength), autocomplete: 'off' });
  if (input && field) input.value = field.value;
  const refuse = el('button', { type: 'button' }, cancel);
  // Return and Escape are the browser's own: they submit and cancel.
  const form = el(
    'form',
    {},
    el('h2', { id: 'question' }, heading),
    field && input ? el('label', { for: 'answer' }, field.label, input) : null,
    el('p', { id: 'explanation' }, text),
    el(
      'p',
      { class: 'choices' },
      refuse,
      el('button', { type: 'submit', class: grave ? 'grave' : 'main' }, confirm),
    ),
  );
  const dialog = el('dialog', { 'aria-labelledby': 'question', 'aria-describedby': 'explanation' }, form);
  const before = document.activeElement?.id;
  document.body.append(dialog);
  dialog.showModal();
  if (input) input.select();
  else refuse.focus();
  return new Promise((resolve) => {
    let answer: string | null = null;
    refuse.addEventListener('click', () => dialog.close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      answer = input?.value ?? '';
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before) document.getElementById(before)?.focus();
      resolve(answer);
    });
  });
}
