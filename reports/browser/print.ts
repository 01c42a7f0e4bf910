import type { Scheme } from '../drawing/look.ts';
import type { Preferences } from './preferences.ts';

/** On paper a page is light, its charts too, which a style sheet alone cannot turn. */
export function lightOnPaper(preferences: Preferences, redraw: () => void): void {
  let before: Scheme | null = null;
  const turn = (scheme: Scheme): void => {
    preferences.scheme = scheme;
    redraw();
  };
  addEventListener('beforeprint', () => {
    before = preferences.scheme;
    if (before !== 'light') turn('light');
  });
  addEventListener('afterprint', () => {
    if (before !== null && before !== 'light') turn(before);
    before = null;
  });
}
