import { EventSource } from 'eventsource';
import { afterEach, expect, test, vi } from 'vitest';
import { Link } from '../../../harness/link/link.ts';
import sse from '../../../transports/sse/index.ts';
import { startHost } from '../../../transports/start-host.ts';
import { followWatched } from './snippet-watchdog.ts';

afterEach(() => void vi.restoreAllMocks());

const HEARTBEAT_MS = 200;
/** On a busy machine a heartbeat comes late. */
const PATIENT_BEATS = 5;

test('the watched stream is opened anew where nothing is heard, not before, and misses no event', {
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
  let beats = 0;
  const open = (after: string): EventSource => {
    opened++;
    const from = after === '' ? '' : `&after=${after}`;
    const source = new EventSource(`http://127.0.0.1:${port}/sse?channel=room${from}`);
    source.addEventListener('heartbeat', () => {
      beats++;
    });
    return source;
  };
  const heard: number[] = [];
  const stop = followWatched(
    open as unknown as Parameters<typeof followWatched>[0],
    HEARTBEAT_MS * PATIENT_BEATS,
    (data) => heard.push((JSON.parse(data) as { seq: number }).seq),
  );
  const publish = (seq: number): void => {
    host.hub.publish({ channel: 'room', kind: 'message', source: 'test', seq, intendedAtUs: 1, data: '' });
  };
  const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 20 });
  await eventually(() => host.hub.subscribers).toBe(1);
  publish(1);
  await eventually(() => heard).toEqual([1]);
  // Nothing but heartbeats for longer than its patience: it stays.
  await eventually(() => beats).toBeGreaterThan(2 * PATIENT_BEATS);
  expect(opened).toBe(1);
  vi.spyOn(Math, 'random').mockReturnValue(0.123);
  const timers = vi.spyOn(globalThis, 'setTimeout');
  link.apply({ kind: 'blackhole', forUs: 600e6 });
  publish(2);
  await eventually(() => opened).toBeGreaterThan(1);
  expect(timers.mock.calls.map(([, ms]) => ms)).toContain(0.123 * 500);
  // The plug is back in.
  link.apply({ kind: 'blackhole', forUs: 0 });
  await eventually(() => heard).toEqual([1, 2]);
  publish(3);
  await eventually(() => heard).toEqual([1, 2, 3]);
  stop();
  await link.close();
  await host.close();
});
