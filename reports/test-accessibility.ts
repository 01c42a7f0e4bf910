import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What a page does to keep somebody out, by axe-core's rules; only what it calls serious or critical. */
export interface Barrier {
  readonly rule: string;
  readonly help: string;
  /** Where, as selectors. */
  readonly places: readonly string[];
}

/**
 * Looks for serious and critical problems of accessibility in a page as it stands. The page needs no
 * permission for it: what is evaluated stands outside its Content-Security-Policy.
 */
export async function barriersIn(page: Page): Promise<Barrier[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({ rule: id, help, places: nodes.map(({ target }) => target.join(' ')) }));
}
