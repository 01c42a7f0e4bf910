import { type DriveDemo, until } from '../../test-driver.ts';

/** All forty arrive each time; on a stream none of them late. */
const drive: DriveDemo = async (page) => {
  const countOf = (strip: string, what: string) => () =>
    page.attribute(`[data-strip="${strip}"]`, `data-${what}`).then(Number);
  await page.click('[data-act="requests"]');
  await until('the requests have arrived', countOf('up', 'all'), (count) => count === 40);
  await page.fill('[data-knob="jitter"]', '20');
  await page.click('[data-act="events"]');
  for (const strip of ['sse', 'websocket']) {
    await until(`the events have arrived by ${strip}`, countOf(strip, 'all'), (count) => count === 40);
    await until('none of them was late', countOf(strip, 'late'), (count) => count === 0);
  }
};
export default drive;
