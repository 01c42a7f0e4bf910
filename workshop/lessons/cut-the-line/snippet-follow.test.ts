import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import sse from '../../../transports/sse/index.ts';
import { startHost } from '../../../transports/start-host.ts';
import { follow } from './snippet-follow.ts';

test('the snippet hears every event once, through a cut and a 502 that ends its EventSource', async () => {
  let isAway = false;
  let refused = 0;
  const host = await startHost({
    http: '1.1',
    retryMs: 20,
    transports: [
      {
        id: 'gateway',
        mount: ({ app }) => {
          app.use('/sse', (_request, response, next) => {
            if (!isAway) return next();
            refused++;
            response.status(502).end();
          });
        },
      },
      sse,
    ],
  });
  const open = (after: string): EventSource => {
    const from = after === '' ? '' : `&after=${after}`;
    return new EventSource(`http://127.0.0.1:${host.port}/sse?channel=room${from}`);
  };
  const heard: unknown[] = [];
  const stop = follow(
    open as unknown as Parameters<typeof follow>[0],
    (data) => heard.push((JSON.parse(data) as { seq: number }).seq),
    () => 0.1,
  );
  const publish = (seq: number): void => {
    const event = { channel: 'room', kind: 'message', source: 'test', seq, intendedAtUs: 1, data: '' };
    host.hub.publish(event);
  };
  const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 10 });
  await eventually(() => host.hub.subscribers).toBe(1);
  publish(1);
  await eventually(() => heard).toEqual([1]);
  isAway = true;
  for (const socket of host.connections.sockets()) socket.destroy();
  publish(2);
  await eventually(() => refused).toBeGreaterThan(1);
  isAway = false;
  await eventually(() => heard).toEqual([1, 2]);
  publish(3);
  await eventually(() => heard).toEqual([1, 2, 3]);
  stop();
  await host.close();
});
