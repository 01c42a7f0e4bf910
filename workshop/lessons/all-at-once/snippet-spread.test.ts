import { expect, test } from 'vitest';
import longPolling from '../../../transports/long-polling/index.ts';
import { startHost } from '../../../transports/start-host.ts';
import { longPollSpread } from './snippet-spread.ts';

test('the spread’s snippet hears every event once, also those of its pauses', async () => {
  const host = await startHost({ http: '1.1', transports: [longPolling] });
  const over = new AbortController();
  const heard: unknown[] = [];
  const following = new Promise<void>((resolve) => {
    const hear = (events: readonly unknown[]): void => {
      heard.push(...events.map((event) => (event as { data: unknown }).data));
      if (heard.length === 5) resolve();
    };
    longPollSpread(`http://127.0.0.1:${host.port}/long-poll?channel=room`, hear, {
      spreadMs: 30,
      signal: over.signal,
    }).catch(() => {});
  });
  const publish = (seq: number): void => {
    host.hub.publish({ channel: 'room', kind: 'message', source: 'test', seq, intendedAtUs: 1, data: seq });
  };
  // Its first question is held from here on.
  while (host.gauges.waiters === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  for (let seq = 1; seq <= 5; seq++) publish(seq);
  await following;
  over.abort();
  expect(heard).toEqual([1, 2, 3, 4, 5]);
  await host.close();
});
