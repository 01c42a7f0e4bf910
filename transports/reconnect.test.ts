import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Browser } from './browser.ts';
import {
  backoffRules,
  eventSourceRules,
  keepConnected,
  type LineSink,
  type ReconnectPolicy,
  type ReconnectRules,
} from './reconnect.ts';
import type { DownCause } from './transport.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A subscription whose lines do what the test says, and what came of it. */
function subscribe(rules: ReconnectRules, policy: Partial<ReconnectPolicy> = {}) {
  const heard: string[] = [];
  const openedAfter: (string | undefined)[] = [];
  let sink: LineSink | undefined;
  keepConnected(
    {
      browser: {} as Browser,
      channel: 'room',
      policy: {
        pollIntervalMs: 1,
        pollPhase: 0,
        longPollTimeoutMs: 1,
        reconnect: { enabled: true, random: () => 0.5, ...policy },
      },
    },
    rules,
    {
      onOpen: () => heard.push('open'),
      onEvent: () => {},
      onGap: () => {},
      onAttempt: () => heard.push('attempt'),
      onDown: ({ code }) => heard.push(`down ${code}`),
      onGiveUp: () => heard.push('gave up'),
      onRequest: () => {},
    },
    (after, lineSink) => {
      openedAfter.push(after);
      sink = lineSink;
      return { pause: () => {}, resume: () => {}, close: () => heard.push('closed') };
    },
  );
  const line = (): LineSink => sink as LineSink;
  const down = (code: DownCause['code']): void => line().down({ code, message: code });
  return { heard, openedAfter, line, down };
}

test('an EventSource comes back after 3 s with its id, or after what the server said', async () => {
  const { heard, openedAfter, line, down } = subscribe(eventSourceRules);
  line().open('h2');
  line().cursor('e.7');
  down('reset');
  await vi.advanceTimersByTimeAsync(2_999);
  expect(heard).toEqual(['open', 'down reset']);
  await vi.advanceTimersByTimeAsync(1);
  expect(openedAfter).toEqual([undefined, 'e.7']);
  line().retry(100);
  down('refused');
  await vi.advanceTimersByTimeAsync(100);
  expect(heard).toEqual(['open', 'down reset', 'attempt', 'down refused', 'attempt']);
});

test.each(['status', 'protocol'] as const)('an EventSource gives up for good at a wrong %s', async (code) => {
  const { heard, down } = subscribe(eventSourceRules);
  down(code);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([`down ${code}`, 'gave up']);
});

test('an application that opens it anew does so with backoff', async () => {
  const { heard, down } = subscribe(eventSourceRules, { reopen: true });
  down('status');
  await vi.advanceTimersByTimeAsync(250);
  expect(heard).toEqual(['down status', 'attempt']);
});

test('backoff doubles up to its cap, and begins again once a line stood', async () => {
  const delays: number[] = [];
  const { heard, line, down } = subscribe(backoffRules);
  const waitForAttempt = async (): Promise<void> => {
    const seen = heard.length;
    let waited = 0;
    while (heard.length === seen) {
      await vi.advanceTimersByTimeAsync(50);
      waited += 50;
    }
    delays.push(waited);
  };
  for (let attempt = 0; attempt < 7; attempt++) {
    down('refused');
    await waitForAttempt();
  }
  line().open('h2');
  down('reset');
  await waitForAttempt();
  expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 250]);
});

test('with equal windows everybody asks again after the same time, whatever the rules say', async () => {
  for (const rules of [eventSourceRules, backoffRules]) {
    const { heard, down } = subscribe(rules, { probeMs: 50 });
    down('reset');
    await vi.advanceTimersByTimeAsync(50);
    expect(heard.at(-1)).toBe('attempt');
  }
});

test('without resuming a line is opened as the first one was', async () => {
  const { openedAfter, line, down } = subscribe(backoffRules, { resume: false });
  line().cursor('e.7');
  down('reset');
  await vi.advanceTimersByTimeAsync(500);
  expect(openedAfter).toEqual([undefined, undefined]);
});

test('a watchdog takes a line for dead that misses its heartbeat, and any word puts it off', async () => {
  const { heard, line } = subscribe(backoffRules, { watchdogMs: 150 });
  line().open('h2');
  for (const speak of [() => line().alive(), () => line().cursor('e.1'), () => line().request(1)]) {
    await vi.advanceTimersByTimeAsync(149);
    speak();
  }
  expect(heard).toEqual(['open']);
  await vi.advanceTimersByTimeAsync(150);
  expect(heard).toEqual(['open', 'closed', 'down silent']);
  await vi.advanceTimersByTimeAsync(250);
  expect(heard.at(-1)).toBe('attempt');
});

test('a watchdog ends an attempt, too, that nobody answers', async () => {
  const { heard } = subscribe(backoffRules, { watchdogMs: 150 });
  await vi.advanceTimersByTimeAsync(150);
  expect(heard).toEqual(['closed', 'down silent']);
});
