import { el } from '../../reports/browser/dom.ts';
import { readLook } from '../../reports/browser/look.ts';
import { followSurroundings, initialPreferences } from '../../reports/browser/preferences.ts';
import { switchesOf } from '../../reports/browser/switches.ts';
import type { Look } from '../../reports/drawing/look.ts';
import { texts } from '../texts.ts';

/** What is drawn, and what ends whatever it started. */
export interface Drawn {
  readonly title: string;
  readonly content: readonly (HTMLElement | null)[];
  /** Called when all of it is in the document; returns what stops it. */
  readonly start?: () => () => void;
}

/** A page may take another one's place; what is drawn anew is the last one only. */
let pages = 0;
let stopLast = (): void => {};

/**
 * A page with the workshop's head and the switches for language and colours; it is drawn anew when one of them
 * is used. Returns a function that draws it anew.
 */
export function showPage(
  root: HTMLElement,
  draw: (look: Look) => Drawn,
  home: string | null = '/',
): () => void {
  const preferences = initialPreferences();
  const own = ++pages;
  stopLast();
  const redraw = (): void => {
    if (own !== pages) return;
    stopLast();
    document.documentElement.lang = preferences.language;
    document.documentElement.dataset.scheme = preferences.scheme;
    const look = readLook(preferences);
    const { title, content, start } = draw(look);
    const name = texts.page.name[look.language];
    document.title = title === name ? name : `${title} · ${name}`;
    const switches = switchesOf(preferences, (change) => {
      Object.assign(preferences, change);
      redraw();
      document.getElementById(`${Object.keys(change)[0]}-${Object.values(change)[0]}`)?.focus();
    });
    root.replaceChildren(
      el(
        'div',
        { class: 'page' },
        el(
          'header',
          { class: 'masthead' },
          el('p', { class: 'kicker' }, home === null ? name : el('a', { href: home }, name)),
          switches,
        ),
        el('main', {}, ...content),
      ),
    );
    stopLast = start?.() ?? (() => {});
  };
  followSurroundings(preferences, redraw);
  redraw();
  return redraw;
}

export const button = (
  label: string,
  press: () => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement => {
  const made = el('button', { type: 'button', class: 'press', ...attributes }, label);
  made.addEventListener('click', press);
  return made;
};
