import { comparedRuns } from '../../compare/compared-run.ts';
import { viewOf, withView } from '../../compare/view.ts';
import type { Report } from '../../report.ts';
import { readAddress, writeAddress } from '../address.ts';
import { el } from '../dom.ts';
import { keepPlace } from '../keep-place.ts';
import { followSurroundings, initialPreferences } from '../preferences.ts';
import { lightOnPaper } from '../print.ts';
import { drawComparison } from './draw-comparison.ts';

/**
 * Draws the comparison of these runs into `root`, and again whenever the reader chooses something else.
 *
 * @param usual the baseline where the address names none; null for the usual one
 */
export function showComparison(
  root: HTMLElement,
  reports: readonly Report[],
  usual: string | null = null,
): void {
  const runs = comparedRuns(reports);
  const preferences = initialPreferences();
  let view = viewOf(readAddress());
  let discard = (): void => {};
  // What is said aloud stays one element: a new one is not heard.
  const status = el('p', { class: 'unseen', role: 'status' });
  root.append(status);
  const draw = (): void => {
    const open = openDetails(root);
    discard();
    discard = drawComparison(
      root,
      runs,
      { ...view, baseline: view.baseline ?? usual },
      {
        preferences,
        prefer(change) {
          Object.assign(preferences, change);
          redraw();
        },
        look(change) {
          view = { ...view, ...change };
          writeAddress(withView(readAddress(), view));
          redraw();
        },
        announce(text) {
          if (status.textContent !== text) status.textContent = text;
        },
      },
    );
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  };
  const redraw = (): void => keepPlace(draw);
  lightOnPaper(preferences, redraw);
  followSurroundings(preferences, redraw);
  redraw();
}

/** What the reader opened stays open when the page is drawn anew. */
const openDetails = (root: HTMLElement): readonly string[] =>
  [...root.querySelectorAll('details[open][id]')].map(({ id }) => id);
