import { type DriveDemo, until } from '../../test-driver.ts';

/** Through nginx as it comes events are held back; one directive of five repairs it, and so does the server's own header. */
export default (async (page) => {
  const events = async (line: string): Promise<number> =>
    Number(await page.text(`[data-line="${line}"] [data-figure="events"]`));
  const tick = (name: string): Promise<void> => page.click(`[data-tick="${name}"]`);
  const comeThrough = async (what: string): Promise<void> => {
    await until(
      `events come through nginx ${what}`,
      () => events('nginx'),
      (count) => count >= 3,
    );
    const delay = await page.text('[data-line="nginx"] [data-figure="delay"]');
    if (!/^<? ?\d{1,3}(\.\d+)? ms$/.test(delay)) throw new Error(`events come ${what}, but after ${delay}`);
  };
  const areHeldBack = async (what: string): Promise<void> => {
    // Two seconds of events: a buffer of nginx holds more than twice as many.
    await until(
      `events come straight ${what}`,
      () => events('straight'),
      (count) => count >= 6,
    );
    const through = await events('nginx');
    if (through !== 0) throw new Error(`${through} events came through nginx ${what}`);
  };
  await areHeldBack('as it comes');
  await tick('proxy_http_version 1.1');
  await until(
    'it is told of HTTP/1.1',
    () => page.text('pre.bytes'),
    (text) => text.includes('proxy_http_version 1.1;'),
  );
  await areHeldBack('with HTTP/1.1');
  await tick('proxy_buffering off');
  await comeThrough('with proxy_buffering off');
  await tick('proxy_buffering off');
  await until(
    'it is told no more',
    () => page.text('pre.bytes'),
    (text) => !text.includes('proxy_buffering'),
  );
  await tick('hint');
  await comeThrough('where the server asks for it');
}) satisfies DriveDemo;
