import type { Language } from '../drawing/look.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';

/** Links to the sections of a long page, by their headings. */
export function contentsOf(main: HTMLElement, language: Language): HTMLElement {
  const links = [...main.querySelectorAll('h2')].map((heading, index) => {
    heading.id ||= `section-${index}`;
    return el('li', {}, el('a', { href: `#${heading.id}` }, heading.textContent));
  });
  return el(
    'nav',
    { class: 'contents', 'aria-label': texts.page.contents[language] },
    el('ul', {}, ...links),
  );
}
