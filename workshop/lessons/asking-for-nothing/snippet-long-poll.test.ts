import { expect, test } from 'vitest';
import longPolling from '../../../transports/long-polling/index.ts';
import { startHost } from '../../../transports/start-host.ts';
import { longPoll } from './snippet-long-poll.ts';

test('the long poll’s snippet hears every event once, through a failure', async () => {
  let failures = 0;
  const host = await startHost({
    http: '1.1',
    transports: [
      {
        id: 'failing',
        mount: ({ app }) => {
          app.use('/long-poll', (_request, response, next) => {
            if (failures++ === 1) response.status(502).end();
            else next();
          });
        },
      },
      longPolling,
    ],
  });
  const over = new AbortController();
  const heard: unknown[] = [];
  await new Promise<void>((resolve) => {
    let seq = 0;
    const hear = (events: readonly unknown[]): void => {
      heard.push(...events.map((event) => (event as { data: unknown }).data));
      // The first answer says where the log ends; the question after it fails.
      if (seq < 3) {
        seq++;
        host.hub.publish({
          channel: 'room',
          kind: 'message',
          source: 'test',
          seq,
          intendedAtUs: 1,
          data: seq,
        });
      }
      if (heard.length === 3) resolve();
    };
    void longPoll(`http://127.0.0.1:${host.port}/long-poll?channel=room`, hear, over.signal);
  });
  over.abort();
  expect(heard).toEqual([1, 2, 3]);
  expect(failures).toBeGreaterThan(2);
  await host.close();
});
