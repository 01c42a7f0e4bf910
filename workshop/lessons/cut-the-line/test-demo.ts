import { type DriveDemo, until } from '../../test-driver.ts';

/** After a reset the EventSource is back without a hole, a bare WebSocket is gone; a 502 ends the EventSource as well. */
const drive: DriveDemo = async (page) => {
  const read = (name: string) => (way: string) => (): Promise<string | null> =>
    page.attribute(`[data-pane="${way}"]`, `data-${name}`);
  const [state, lost, heard] = [read('state'), read('lost'), read('heard')];
  const allOpen = async (): Promise<void> => {
    for (const way of ['sse', 'websocket', 'kept']) {
      await until(`${way} is open`, state(way), (one) => one === 'open');
      // From its first event on it is counted what it misses.
      await until(`${way} hears`, heard(way), (one) => Number(one) > 0);
    }
  };
  await allOpen();
  await page.click('[data-act="reset"]');
  await until('the WebSocket is gone', state('websocket'), (one) => one === 'gone');
  const back = (): Promise<string | null> => page.attribute('[data-pane="sse"]', 'data-back-ms');
  const tookMs = Number(await until('the EventSource is back', back, (ms) => ms !== null));
  if (tookMs < 2_500) throw new Error(`an EventSource without retry came back after ${tookMs} ms`);
  await until('what it missed is there', lost('sse'), (one) => one === '0');
  await until('the bare WebSocket misses some', lost('websocket'), (one) => Number(one) > 1);
  await page.click('[data-knob="retry"]');
  await allOpen();
  await page.click('[data-act="gateway"]');
  await until('the EventSource gave up', state('sse'), (one) => one === 'gone');
  await until('the kept WebSocket is back', state('kept'), (one) => one === 'open');
  // Knobs that are turned faster than tabs open: each of them waits for the one before.
  for (const name of ['retry', 'position', 'retry']) await page.click(`[data-knob="${name}"]`);
  await allOpen();
  if ((await page.attribute('iframe ~ iframe', 'title')) !== null) throw new Error('a tab was left behind');
};
export default drive;
