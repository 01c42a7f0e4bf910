import { type DriveDemo, until } from '../../test-driver.ts';

/** The page hears its room by both transports, and a small measurement comes to a result. */
const drive: DriveDemo = async (page) => {
  for (const by of ['sse', 'websocket']) {
    await until(
      `a position comes by ${by}`,
      () => page.text(`[data-by="${by}"] .latest`),
      (text) => text.includes('position'),
    );
  }
  await page.click('[data-act="seek"]');
  for (const by of ['sse', 'websocket']) {
    await until(
      `the jump is heard by ${by}`,
      () => page.attribute(`[data-by="${by}"]`, 'data-jumps'),
      (jumps) => jumps === '1',
    );
  }
  await page.fill('[data-knob="rooms"]', '6');
  await page.fill('[data-knob="listeners"]', '6');
  await page.click('[data-act="measure-sse-1.1"]');
  await until(
    'it is measured',
    () => page.text('.results li'),
    (text) => text.includes('of one core'),
  );
};
export default drive;
