import { expect, test } from 'vitest';
import longPolling from '../../../transports/long-polling/index.ts';
import { type Served, startHost } from '../../../transports/start-host.ts';
import { longPoll } from './snippet-long-poll.ts';

/** A host that answers 502 as often as it is told to. */
async function serve() {
  const told = { failures: 0 };
  const failing: Served = {
    id: 'failing',
    mount: ({ app }) => {
      app.use('/long-poll', (_request, response, next) => {
        if (told.failures === 0) return next();
        told.failures--;
        response.status(502).end();
      });
    },
  };
  const host = await startHost({ http: '1.1', transports: [failing, longPolling] });
  const publish = (seq: number): void => {
    host.hub.publish({ channel: 'room', kind: 'message', source: 'test', seq, intendedAtUs: 1, data: seq });
  };
  return { host, told, publish, url: `http://127.0.0.1:${host.port}/long-poll?channel=room` };
}

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });

test('the long poll’s snippet hears every event once, through failures', async () => {
  const { host, told, publish, url } = await serve();
  const over = new AbortController();
  const heard: unknown[] = [];
  const hear = (events: readonly unknown[]): void => {
    heard.push(...events.map((event) => (event as { data: unknown }).data));
  };
  const following = longPoll(url, hear, over.signal);
  // The first answer says where the log ends; the next question is held.
  await eventually(() => host.gauges.waiters).toBe(1);
  told.failures = 2;
  publish(1);
  publish(2);
  await eventually(() => told.failures).toBe(0);
  await eventually(() => host.gauges.waiters).toBe(1);
  publish(3);
  await eventually(() => heard).toEqual([1, 2, 3]);
  over.abort();
  await following;
  await host.close();
});

test('what goes wrong in the application is told to the one who follows, and is no reason to go on after the event', async () => {
  const { host, publish, url } = await serve();
  const over = new AbortController();
  const following = longPoll(
    url,
    () => {
      throw new Error('cannot be drawn');
    },
    over.signal,
  );
  const told = expect(following).rejects.toThrow('cannot be drawn');
  await eventually(() => host.gauges.waiters).toBe(1);
  publish(1);
  await told;
  over.abort();
  await host.close();
});
