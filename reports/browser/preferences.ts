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

/** What the reader chose by hand is kept under this name. */
const CHOSEN = 'realtime-transport-lab';

/** What the reader chose before; otherwise their language where the page speaks it, and their system's colours. */
export function initialPreferences(): Preferences {
  const { language, scheme } = chosen();
  return {
    language: language ?? (navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en'),
    scheme: scheme ?? (DARK.matches ? 'dark' : 'light'),
  };
}

/** Keeps a choice for the next page. */
export function remember(choice: Partial<Preferences>): void {
  try {
    localStorage.setItem(CHOSEN, JSON.stringify({ ...chosen(), ...choice }));
  } catch {
    // A browser may forbid it; the choice then holds for this page.
  }
}

function chosen(): Partial<Pick<Preferences, 'language' | 'scheme'>> {
  try {
    const { language, scheme } = JSON.parse(localStorage.getItem(CHOSEN) ?? '{}') as Record<string, unknown>;
    return {
      ...((language === 'en' || language === 'ko') && { language }),
      ...((scheme === 'light' || scheme === 'dark') && { scheme }),
    };
  } catch {
    return {};
  }
}

/** Redraws when the system changes its colours, which the page then has, or the window its class of screen. */
export function followSurroundings(preferences: Preferences, redraw: () => void): void {
  DARK.addEventListener('change', () => {
    preferences.scheme = DARK.matches ? 'dark' : 'light';
    redraw();
  });
  PROJECTOR.addEventListener('change', redraw);
}
