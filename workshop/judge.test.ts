import { expect, test } from 'vitest';
import resumes from './claims/05-resumes.ts';
import retry from './claims/06-retry.ts';
import emptyLine from './claims/09-empty-line.ts';
import sixConnections from './claims/10-six-connections.ts';
import hardToNotice from './claims/12-hard-to-notice.ts';
import emitterTimeout from './claims/13-emitter-timeout.ts';
import callbacks from './claims/15-emitter-callbacks.ts';
import closeOnError from './claims/34-close-on-error.ts';
import type { EmitterFigures } from './experiments/emitters-clock/index.ts';

test('a floor under the stated delay, waiting longer each time, and one return alone keep no delay', () => {
  const of = (...waitedMs: number[]) =>
    retry.judge({ waits: [{ statedMs: 50, cut: false, waitedMs }] }).verdict;
  expect(of(60, 75)).toBe('holds');
  expect(of(510, 520)).toBe('does-not-hold');
  expect(of(60, 700)).toBe('does-not-hold');
  expect(of(60)).toBe('does-not-hold');
  expect(of(30, 60)).toBe('does-not-hold');
});

test('where not all was heard without the handler, the handler is not blamed', () => {
  const of = (heardWithout: number) =>
    closeOnError.judge({
      retryMs: 300,
      watchedMs: 4_500,
      endings: [],
      resumes: [],
      onerror: [
        { closes: false, backAfterMs: 400, published: 5, heard: heardWithout },
        { closes: true, backAfterMs: null, published: 5, heard: 0 },
      ],
    }).verdict;
  expect(of(5)).toBe('does-not-hold');
  expect(of(4)).toBe('holds-with-limits');
});

test('a browser that did not say how far it had got is told from a server that did not look', () => {
  const of = (sentId: string | null) =>
    resumes.judge({
      retryMs: 300,
      watchedMs: 4_500,
      endings: [],
      onerror: [],
      resumes: [{ when: 'log-kept', published: 9, away: 5, lost: 5, sentId, toldOfGap: false }],
    }).because.en;
  expect(of('e.3')).toContain('said how far');
  expect(of(null)).toContain('did not say');
});

test('a browser that takes any number of streams, or always a hundred, is not Chromium’s way', () => {
  const full = { kind: 'EventSource', tried: 10, open: 6, fetchAnswered: false } as const;
  const of = (openOf: (stated: number | null) => number) =>
    sixConnections.judge({
      http1: [full, full, { ...full, open: 10 }],
      http2: [null, 100, 150, 300].map((statedStreams) => {
        return { ...full, tried: 304, open: openOf(statedStreams), statedStreams };
      }),
    }).verdict;
  expect(of((stated) => Math.min(stated ?? 100, 256))).toBe('holds-with-limits');
  expect(of(() => 100)).toBe('holds');
  expect(of((stated) => stated ?? 100)).toBe('does-not-hold');
});

test('an event that is held back until the end of the stream was waited for', () => {
  const stream = (heard: number) => ({
    sent: '',
    ended: false,
    heard: Array.from({ length: heard }, () => ({ name: 'message', data: 'a' })),
  });
  const of = (open: number, atTheEnd: number) => {
    const none = stream(0);
    const { verdict, because } = emptyLine.judge({
      watchedMs: 1_000,
      streams: {
        whole: stream(1),
        unfinished: stream(open),
        unfinishedAtTheEnd: stream(atTheEnd),
        nameInItsOwnBlock: none,
        nameInTheSameBlock: none,
        twoThenEnd: none,
        twoThenEmptyLineAndEnd: none,
      },
    });
    return `${verdict}: ${because.en}`;
  };
  expect(of(0, 1)).toMatch(/^holds-with-limits: .* waits for the empty line/);
  expect(of(1, 1)).toMatch(/^does-not-hold: .* does not wait/);
});

test('fewer retries are no remedy where they did not help within the time', () => {
  const of = (noticedAfterMs: number | null) =>
    hardToNotice.judge({
      heartbeatMs: 1_000,
      watchedMs: 8_000,
      transport: 'sse',
      left: [{ how: 'tab closed', noticedAfterMs: 50 }],
      vanished: {
        usualRetries: { noticedAfterMs: null, by: null },
        fewRetries: { noticedAfterMs, by: null },
      },
    }).because.en;
  expect(of(6_560)).toContain('fewer retries');
  expect(of(null)).not.toContain('fewer retries');
});

/** Nine endings as they should be. */
function emitterFigures(): EmitterFigures {
  const ending = (lastedMs: number, ...names: string[]) => ({
    timeoutMs: 1_500,
    status: 200,
    contentType: 'text/event-stream',
    body: '',
    cut: false,
    lastedMs,
    calls: names.map((call) => ({ call, atMs: lastedMs })),
    outcomes: [],
  });
  const timedOut = ending(1_600, 'timeout', 'completion');
  const failed = ending(400, 'error', 'completion');
  const completed = ending(400, 'completion');
  const followed = { status: 503, requests: 1, gaveUp: true };
  const trace = {
    versions: { defaultTimeoutMs: 30_000 },
    endings: {
      busyTimeout: timedOut,
      heartbeatTimeout: timedOut,
      emptyTimeout: timedOut,
      emptyTimeoutCompleted: timedOut,
      complete: completed,
      emptyComplete: completed,
      fail: failed,
      emptyFail: failed,
      clientGone: failed,
    },
    registries: {
      plain: { members: 6, sent: 3, failure: '' },
      safe: { members: 6, sent: 6, failure: '' },
    },
    inChromium: { expired: followed, expiredCompleted: followed },
  };
  return { spring: trace, own: trace };
}

test('a stream that lasts past its time was not ended by it, whatever was called back', () => {
  const figures = emitterFigures();
  expect(emitterTimeout.judge(figures).verdict).toBe('holds');
  figures.spring.endings.busyTimeout = { ...figures.spring.endings.busyTimeout, lastedMs: 5_500 };
  expect(emitterTimeout.judge(figures).verdict).toBe('does-not-hold');
});

test('the endings that completion missed, repeated, or onError did not hear of are named', () => {
  const figures = emitterFigures();
  const { endings } = figures.spring;
  expect(callbacks.judge(figures)).toMatchObject({
    verdict: 'holds',
    because: { en: expect.stringContaining('onError was called for every error') },
  });
  const [completion] = endings.complete.calls;
  endings.emptyFail = { ...endings.emptyFail, calls: completion ? [completion, completion] : [] };
  const { verdict, because } = callbacks.judge(figures);
  expect(verdict).toBe('holds-with-limits');
  expect(because.en).toContain('more than once after “completeWithError(), nothing sent”');
  expect(because.en).toContain('all errors but “completeWithError(), nothing sent”');
  endings.complete = { ...endings.complete, calls: [] };
  expect(callbacks.judge(figures)).toMatchObject({
    verdict: 'does-not-hold',
    because: { en: 'No completion followed “complete()”.' },
  });
});
