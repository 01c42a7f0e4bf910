import type { Language, Scheme } from '../drawing/look.ts';

export interface Preferences {
  language: Language;
  scheme: Scheme;
  /** The value of a sweep that single charts and findings are shown at; absent until it is chosen. */
  point?: number;
}

const DARK = matchMedia('(prefers-color-scheme: dark)');
/** Past this the page is on a projector and its text grows; the same query is in page.css. */
const PROJECTOR = matchMedia('(min-width: 1800px)');

/** The reader's language where the page speaks it, and the colours of their system. */
export const initialPreferences = (): Preferences => ({
  language: navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en',
  scheme: DARK.matches ? 'dark' : 'light',
});

/** Calls back when the system changes its colours, or the window its class of screen. */
export function onSurroundingsChange(change: (scheme: Scheme | null) => void): void {
  DARK.addEventListener('change', () => change(DARK.matches ? 'dark' : 'light'));
  PROJECTOR.addEventListener('change', () => change(null));
}
