import { comparedRuns } from '../../compare/compared-run.ts';
import { viewOf, withView } from '../../compare/view.ts';
import type { Report } from '../../report.ts';
import { readAddress, writeAddress } from '../address.ts';
import { initialPreferences, onSurroundingsChange } from '../preferences.ts';
import { lightOnPaper } from '../print.ts';
import { drawComparison } from './draw-comparison.ts';

/** Draws the comparison of these runs into `root`, and again whenever the reader chooses something else. */
export function showComparison(root: HTMLElement, reports: readonly Report[]): void {
  const runs = comparedRuns(reports);
  const preferences = initialPreferences();
  let view = viewOf(readAddress());
  let discard = (): void => {};
  const redraw = (): void => {
    const focused = document.activeElement?.id;
    const { scrollY } = window;
    const open = openDetails(root);
    discard();
    discard = drawComparison(root, runs, view, {
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
    });
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    window.scrollTo(0, scrollY);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };
  lightOnPaper(
    () => preferences.scheme,
    (scheme) => {
      preferences.scheme = scheme;
      redraw();
    },
  );
  onSurroundingsChange((scheme) => {
    if (scheme !== null) preferences.scheme = scheme;
    redraw();
  });
  redraw();
}

/** What the reader opened stays open when the page is drawn anew. */
const openDetails = (root: HTMLElement): readonly string[] =>
  [...root.querySelectorAll('details[open][id]')].map(({ id }) => id);
