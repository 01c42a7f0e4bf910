import { type DriveDemo, until } from '../../test-driver.ts';

/** What is published at one server is heard by its own half, and with the shared log by all. */
export default (async (page) => {
  const hears = (log: string, heard: string): Promise<unknown> =>
    until(
      `event and listeners (${log}) are ${heard}`,
      () => page.attribute(`[data-log=${log}]`, 'data-heard'),
      (told) => told === heard,
    );
  const slots = (server: string): Promise<string> =>
    page.text(`[data-log=own] [data-server=${server}] .slots`);
  await page.click('[data-publish=A]');
  await hears('shared', '1: 4');
  await hears('own', '1: 2');
  await page.click('[data-publish=B]');
  await hears('shared', '2: 4');
  await hears('own', '2: 2');
  const halves = [await slots('A'), await slots('B')].join(' ');
  if (halves !== '1 2') throw new Error(`server A’s and B’s listeners heard ${halves}`);
}) satisfies DriveDemo;
