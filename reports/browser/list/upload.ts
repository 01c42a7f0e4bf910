import { el } from '../dom.ts';

/** A button that chooses files; several at once are welcome. */
export function uploadButton(label: string, take: (files: readonly File[]) => void): HTMLElement {
  const input = el('input', { type: 'file', id: 'upload', accept: '.json,application/json', multiple: true });
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    // The same file chosen again is a change, too.
    input.value = '';
  });
  return el('label', { class: 'upload' }, input, el('span', {}, label));
}

/** Lets files be dropped anywhere on the page. */
export function takeDrops(take: (files: readonly File[]) => void): void {
  const show = (over: boolean): void => {
    document.documentElement.toggleAttribute('data-dropping', over);
  };
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Without this the browser opens the file in place of the page.
    event.preventDefault();
    show(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) show(false);
  });
  document.addEventListener('drop', (event) => {
    show(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });
}
