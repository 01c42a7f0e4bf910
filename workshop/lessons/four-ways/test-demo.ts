import { type DriveDemo, until } from '../../test-driver.ts';

const WAYS = ['polling', 'long-polling', 'sse', 'websocket'];

/** Every way hears events; polling asks more often than it hears, the streams ask once. */
export default (async (page) => {
  const read = async (way: string, figure: string): Promise<number> =>
    Number.parseInt(await page.text(`[data-way="${way}"] [data-figure="${figure}"]`), 10);
  for (const way of WAYS) {
    await until(
      `${way} brings three events`,
      () => read(way, 'events'),
      (count) => count >= 3,
    );
  }
  await until(
    'polling asked often',
    () => read('polling', 'requests'),
    (count) => count >= 4,
  );
  await until(
    'SSE asked once',
    () => read('sse', 'requests'),
    (count) => count === 1,
  );
  await until(
    'a WebSocket asked once at most',
    () => read('websocket', 'requests'),
    (count) => count <= 1,
  );
}) satisfies DriveDemo;
