import { type DriveDemo, until } from '../../test-driver.ts';

/** One event, and all of the hundred ask again. */
const drive: DriveDemo = async (page) => {
  const asked = (): Promise<string> => page.text('[data-figure="asked"]');
  await page.click('[data-act="publish"]');
  const first = await until('the picture is drawn', asked, (text) => text !== '');
  await page.click('[data-knob="spread"]');
  await page.click('[data-act="publish"]');
  await until('the next one is drawn', asked, (text) => text !== first);
};
export default drive;
