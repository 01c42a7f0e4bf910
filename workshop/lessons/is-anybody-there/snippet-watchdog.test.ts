import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { Link } from '../../../harness/link/link.ts';
import sse from '../../../transports/sse/index.ts';
import { startHost } from '../../../transports/start-host.ts';
import { followWatched } from './snippet-watchdog.ts';

const HEARTBEAT_MS = 200;

test('the watched stream is opened anew where nothing is heard, and not before', {
  timeout: 20_000,
}, async () => {
  const host = await startHost({
    http: '1.1',
    transports: [sse],
    heartbeatMs: HEARTBEAT_MS,
    namedHeartbeat: true,
  });
  const link = new Link('test');
  const port = await link.open();
  link.target(host.port);
  let opened = 0;
  const open = (): EventSource => {
    opened++;
    return new EventSource(`http://127.0.0.1:${port}/sse?channel=room`);
  };
  const heard: string[] = [];
  const stop = followWatched(open as unknown as () => globalThis.EventSource, HEARTBEAT_MS * 5, (data) => {
    heard.push(data);
  });
  const eventually = (read: () => number) => expect.poll(read, { timeout: 10_000, interval: 20 });
  await eventually(() => host.hub.subscribers).toBe(1);
  host.hub.publish({ channel: 'room', kind: 'message', source: 'test', seq: 1, intendedAtUs: 1, data: '' });
  await eventually(() => heard.length).toBe(1);
  // Nothing but heartbeats for longer than its patience: it stays.
  await new Promise((resolve) => setTimeout(resolve, HEARTBEAT_MS * 9));
  expect(opened).toBe(1);
  link.apply({ kind: 'blackhole', forUs: 600e6 });
  await eventually(() => opened).toBeGreaterThan(1);
  stop();
  await link.close();
  await host.close();
});
