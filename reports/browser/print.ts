import type { Scheme } from '../drawing/look.ts';

/** On paper a page is light, its charts too, which a style sheet alone cannot turn. */
export function lightOnPaper(scheme: () => Scheme, draw: (scheme: Scheme) => void): void {
  let before: Scheme | null = null;
  addEventListener('beforeprint', () => {
    before = scheme();
    if (before !== 'light') draw('light');
  });
  addEventListener('afterprint', () => {
    if (before !== null && before !== 'light') draw(before);
    before = null;
  });
}
