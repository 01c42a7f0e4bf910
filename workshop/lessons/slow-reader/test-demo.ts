import { type DriveDemo, until } from '../../test-driver.ts';

/** Who stops reading is cut in the end; the page beside it hears all the while; then it reads again. */
const drive: DriveDemo = async (page) => {
  const state = (): Promise<string | null> => page.attribute('[data-figure="slow"]', 'data-state');
  const heard = async (): Promise<number> => Number.parseInt(await page.text('[data-figure="own"]'), 10);
  await until('it reads', state, (one) => one === 'reading');
  await until('the page hears', heard, (count) => count > 0);
  await page.click('[data-act="stop-reading"]');
  await until('it does not read', state, (one) => one === 'behind');
  const before = await heard();
  await until('it is cut', state, (one) => one === 'cut');
  await until('the page has heard meanwhile', heard, (count) => count > before + 10);
  await page.click('[data-act="read-on"]');
  await until('it reads again', state, (one) => one === 'reading');
};
export default drive;
