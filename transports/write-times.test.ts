import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LogEvent } from './event.ts';
import { WriteTimes } from './write-times.ts';

/** Published at 1,000 µs; each test moves the clock by hand. */
const stage = () => {
  const clock = { us: 1_000 };
  const times = new WriteTimes(() => clock.us);
  const request = { channel: 'feed', kind: 'm', source: 's', seq: 1, intendedAtUs: 900, data: null };
  const event = new LogEvent(request, { id: 7, epoch: 'e', publishedAtUs: 1_000 });
  return { clock, times, event };
};

/** Each write takes 10 µs. */
const write = ({ clock, times }: ReturnType<typeof stage>, count: number): void => {
  for (let index = 0; index < count; index++) {
    clock.us += 10;
    times.written();
  }
};

test('each write counts from publishing to its own end, however many there are', () => {
  for (const count of [1, 3, 16, 17, 40, 200]) {
    const on = stage();
    on.times.beginFanOut(on.event);
    write(on, count);
    on.times.endFanOut();
    // 10 + 20 + … µs
    const sumUs = 5 * count * (count + 1);
    expect(on.times.all()).toEqual([{ channel: 'feed', id: 7, count, sumUs, slowestUs: 10 * count }]);
  }
});

test('what is written outside a fan-out is a heartbeat or a replay, and no event of now', () => {
  const on = stage();
  write(on, 3);
  on.times.queued(true)?.();
  expect(on.times.all()).toEqual([]);
});

test('what HTTP/2 queues leaves after the fan-out, evenly until the check phase is over', async () => {
  const on = stage();
  on.times.beginFanOut(on.event);
  for (let index = 0; index < 4; index++) expect(on.times.queued(false)).toBeUndefined();
  on.clock.us = 1_200;
  on.times.endFanOut();
  on.clock.us = 1_400;
  await turn();
  expect(on.times.all()).toMatchObject([{ count: 4, sumUs: 4 * 300, slowestUs: 400 }]);
});

test('with TLS the first report of a write is the end of sending, and asked for once', async () => {
  const on = stage();
  on.times.beginFanOut(on.event);
  const report = on.times.queued(true);
  expect(on.times.queued(true)).toBeUndefined();
  on.clock.us = 1_200;
  on.times.endFanOut();
  on.clock.us = 1_300;
  report?.();
  on.clock.us = 9_999;
  await turn();
  expect(on.times.all()).toMatchObject([{ count: 2, sumUs: 2 * 250, slowestUs: 300 }]);
});

test('an answer counts from the question where that came after the event', () => {
  const on = stage();
  on.clock.us = 51_200;
  on.times.answered([on.event], 51_000, true);
  on.clock.us = 1_050;
  on.times.answered([on.event], 400, true);
  expect(on.times.all()).toMatchObject([{ count: 2, sumUs: 200 + 50, slowestUs: 200 }]);
});
