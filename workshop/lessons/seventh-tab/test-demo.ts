import { type DriveDemo, until } from '../../test-driver.ts';

const [SSE, WEBSOCKET, HTTP2] = ['EventSource · HTTP/1.1', 'WebSocket · HTTP/1.1', 'EventSource · HTTP/2'];

/** Six streams stand over HTTP/1.1 and an ordinary request hangs; over HTTP/2, and in Chromium of WebSockets, all stand. */
export default (async (page) => {
  const at = (row: string | undefined, inside = ''): string => `[data-row="${row}"] ${inside}`.trim();
  const counts = async (row: string | undefined): Promise<string> =>
    `${await page.attribute(at(row), 'data-open')} ${await page.attribute(at(row), 'data-waiting')}`;
  const allStand = (row: string | undefined): Promise<unknown> =>
    until(
      `all ten of ${row} stand`,
      () => counts(row),
      (said) => said === '10 0',
    );
  await page.click(at(SSE, '[data-act=ten]'));
  await until(
    'six of ten streams stand',
    () => counts(SSE),
    (said) => said === '6 4',
  );
  await page.click(at(SSE, '[data-act=ask]'));
  await until(
    'a request hangs',
    () => page.attribute(at(SSE, '.asked'), 'class'),
    (name) => name?.includes('hangs') === true,
  );
  await page.click(at(HTTP2, '[data-act=ten]'));
  await allStand(HTTP2);
  await page.click(at(WEBSOCKET, '[data-act=ten]'));
  // In Firefox the handshake needs one of the six connections; once it is done it holds none.
  if (page.browser === 'chromium') await allStand(WEBSOCKET);
  else
    await until(
      'WebSockets wait as well',
      () => counts(WEBSOCKET),
      (said) => said === '0 10',
    );
  // One stream less, and what waited has a connection.
  for (let closed = 0; closed < 5; closed++) await page.click(at(SSE, '[data-act=close]'));
  await until(
    'five streams are left',
    () => counts(SSE),
    (said) => said === '5 0',
  );
  await page.click(at(SSE, '[data-act=ask]'));
  await until(
    'a request is answered',
    () => page.attribute(at(SSE, '.asked'), 'class'),
    (name) => name?.includes('answered') === true,
  );
  await allStand(WEBSOCKET);
}) satisfies DriveDemo;
