import { afterEach, expect, test, vi } from 'vitest';
import longPolling from '../../../transports/long-polling/index.ts';
import { type Served, startHost } from '../../../transports/start-host.ts';
import { longPollSpread } from './snippet-spread.ts';

afterEach(() => void vi.restoreAllMocks());

test('the spread’s snippet hears every event once, also those of its pauses and of a failing network, and does not hammer', async () => {
  const failures: (502 | 'cut')[] = [];
  let asked = 0;
  const failing: Served = {
    id: 'failing',
    mount: ({ app }) => {
      app.use('/long-poll', (_request, response, next) => {
        asked++;
        const failure = failures.shift();
        if (failure === 'cut') response.socket?.destroy();
        else if (failure === 502) response.status(502).end();
        else next();
      });
    },
  };
  const host = await startHost({ http: '1.1', transports: [failing, longPolling] });
  vi.spyOn(Math, 'random').mockReturnValue(0.1);
  const pauses = vi.spyOn(globalThis, 'setTimeout');
  const over = new AbortController();
  const heard: unknown[] = [];
  const hear = (events: readonly unknown[]): void => {
    heard.push(...events.map((event) => (event as { data: unknown }).data));
  };
  const url = `http://127.0.0.1:${host.port}/long-poll?channel=room`;
  const following = longPollSpread(url, hear, { spreadMs: 33, signal: over.signal });
  const publish = (seq: number): void => {
    host.hub.publish({ channel: 'room', kind: 'message', source: 'test', seq, intendedAtUs: 1, data: seq });
  };
  const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });
  // Its first question was answered with the log's end, the next one is held.
  await eventually(() => host.gauges.waiters).toBe(1);
  failures.push('cut', 502);
  for (let seq = 1; seq <= 4; seq++) publish(seq);
  await eventually(() => heard).toEqual([1, 2, 3, 4]);
  publish(5);
  await eventually(() => heard).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toBeGreaterThanOrEqual(5);
  const waits = pauses.mock.calls.map(([, ms]) => ms);
  expect(waits).toEqual(expect.arrayContaining([0.1 * 33, 0.1 * 1_000, 0.1 * 2_000]));
  over.abort();
  await following;
  await host.close();
});
