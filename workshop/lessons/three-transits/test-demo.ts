import { type DriveDemo, until } from '../../test-driver.ts';

/** Over a link of 100 ms each way the second of two events takes a long poller at least two transits more. */
const drive: DriveDemo = async (page) => {
  const msOf = (transport: string, nth: number) => () =>
    page
      .attribute(`[data-transport="${transport}"] li:nth-child(${nth})`, 'data-ms')
      .then((ms) => Number(ms ?? Number.NaN));
  await page.click('[data-act="one"]');
  for (const transport of ['polling', 'long-polling', 'sse', 'websocket']) {
    await until(`one event arrives by ${transport}`, msOf(transport, 1), (ms) => ms >= 80);
  }
  await page.click('[data-act="two"]');
  await until('the second arrives by SSE', msOf('sse', 2), (ms) => ms >= 80);
  await until('the second arrives by long polling', msOf('long-polling', 2), (ms) => ms >= 250);
};
export default drive;
