import { type DriveDemo, until } from '../../test-driver.ts';

/** A kept connection is opened once, the other one for every question; a turned knob begins anew. */
export default (async (page) => {
  const read = async (side: string, figure: string): Promise<number> =>
    Number.parseInt(await page.text(`[data-side="${side}"] [data-figure="${figure}"]`), 10);
  await page.fill('[data-knob=intervalMs]', '250');
  await until(
    'many questions were asked',
    () => read('kept', 'requests'),
    (count) => count >= 8,
  );
  await until(
    'one connection is kept',
    () => read('kept', 'connections'),
    (count) => count <= 1,
  );
  await until(
    'each question has a connection',
    () => read('closed', 'connections'),
    (count) => count >= 8,
  );
  await until(
    'answers are counted',
    () => page.text('[data-side="kept"] [data-figure="empty"]'),
    (text) => /\d+ of \d+/.test(text),
  );
}) satisfies DriveDemo;
