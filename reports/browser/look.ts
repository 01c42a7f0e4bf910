import type { Look } from '../drawing/look.ts';
import type { Preferences } from './preferences.ts';

/** Reads from the style sheet what drawings need, so that colours and fonts are decided in one place. */
export function readLook({ language, scheme }: Preferences): Look {
  const style = getComputedStyle(document.documentElement);
  const variable = (name: string): string => style.getPropertyValue(name).trim();
  return {
    language,
    scheme,
    ink: variable('--ink'),
    muted: variable('--muted'),
    grid: variable('--grid'),
    faded: variable('--faded'),
    danger: variable('--danger'),
    surface: variable('--surface'),
    fontFamily: variable('--font'),
    fontPx: Number.parseFloat(style.fontSize),
  };
}
