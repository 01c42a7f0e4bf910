import { expect, test } from 'vitest';
import { limitHit } from './limits.ts';
import { codesIn, findIn, having, testCases } from './test-evidence.ts';

testCases(
  [limitHit],
  [
    [
      'limit-hit',
      'when the server turns connections away',
      { trials: [having({ limits: { refused: 1 } })] },
      {},
    ],
    [
      'limit-hit',
      'when the server’s files are used up',
      { trials: [having({ limits: { serverOpenFiles: 1024 } })] },
      { trials: [having({ limits: { serverOpenFiles: 1023 } })] },
    ],
    [
      'limit-hit',
      'when the kernel drops connections',
      { trials: [having({ limits: { acceptQueueOverflows: 2 } })] },
      // All clients coming back at once is what a fault is about.
      { trials: [having({ limits: { acceptQueueOverflows: 2 } })], plan: { fault: {} as never } },
    ],
  ],
);

test.each([
  ['connect EMFILE 127.0.0.1:1', 'open files'],
  ['connect ENFILE 127.0.0.1:1', 'open files'],
  ['connect EADDRNOTAVAIL 127.0.0.1:1', 'local ports'],
  ['NGHTTP2_REFUSED_STREAM', 'HTTP/2 streams'],
  ['NGHTTP2_ENHANCE_YOUR_CALM', 'HTTP/2 streams'],
  ['ERR_HTTP2_OUT_OF_STREAMS', 'HTTP/2 streams'],
])('clients that met %s hit the limit of %s, which is named beside the failure', (error, limit) => {
  const told = findIn({ failures: { [`down, closed: ${error}`]: 40, 'down, reset: gone': 1 } });
  expect(told.map(({ code }) => code)).toEqual(['limit-hit', 'client-failure']);
  expect(told[0]?.seen.en).toBe(`A limit was hit: ${limit} (40 errors).`);
  expect(told[1]?.seen.en).toContain(`40 × down, closed: ${error}`);
});

test('a failure that is no limit is none', () => {
  expect(codesIn({ failures: { 'down, reset: read ECONNRESET': 2 } })).toEqual(['client-failure']);
});

test('a server of which the limit is unknown has not reached it', () => {
  const { serverOpenFilesLimit: _, ...limits } = having({ limits: {} }).limits ?? {};
  expect(codesIn({ trials: [{ limits: { ...limits, refused: 0 } }] })).toEqual([]);
});

test('several limits are told in one sentence, each with its count', () => {
  const limits = { refused: 3, serverOpenFiles: 1024, acceptQueueOverflows: 5 };
  expect(findIn({ trials: [having({ limits }), having({ limits: { refused: 1 } })] })[0]?.seen.en).toBe(
    'A limit was hit: the server’s open files (all 1024), the server’s cap on connections (4 turned away), an accept queue (5 connections dropped in one trial).',
  );
});
