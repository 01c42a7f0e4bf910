import { expect, test } from 'vitest';
import { serverLate, sourceLag } from './source.ts';
import { codesIn, endToEnd, findIn, having, inAll, testCases } from './test-evidence.ts';

testCases(
  [sourceLag, serverLate],
  [
    [
      'source-lag',
      'when the source within the server is late and its loop is not',
      { trials: [having({ source: { lagP50Us: 2_100, lagP99Us: 4_000 } })] },
      { trials: [having({ source: { lagP50Us: 1_900, lagP99Us: 4_000 } })] },
    ],
    [
      'source-lag',
      'when it is now and then later than the loop ever stood still',
      { trials: inAll(having({ source: { lagP99Us: 30_000 }, server: { eventLoopDelayMaxUs: 9_000 } })) },
      // One p99 of three rests on one event: the median of the trials counts.
      { trials: [having({ source: { lagP99Us: 30_000 } })] },
    ],
    [
      'source-lag',
      'when the harness is late with POST /events',
      {
        plan: { source: 'http' },
        trials: [having({ source: { sentLateP50Us: 2_100, sentLateP99Us: 3_000 } })],
      },
      // What the server made of it is the server's.
      {
        plan: { source: 'http' },
        trials: inAll(having({ source: { sentLateP50Us: 900, sentLateP99Us: 3_000, lagP50Us: 40_000 } })),
      },
    ],
    [
      'source-lag',
      'when it is late with its slowest',
      { trials: inAll(having({ source: { sentLateP50Us: 900, sentLateP99Us: 20_001 } })) },
      { trials: inAll(having({ source: { sentLateP50Us: 900, sentLateP99Us: 20_000 } })) },
    ],
    [
      'server-late',
      'when the server stalls',
      {
        trials: inAll(
          having({
            source: { lagP50Us: 30_000, lagP99Us: 1_400_000 },
            server: { eventLoopDelayP99Us: 20_000, eventLoopDelayMaxUs: 1_390_000 },
          }),
        ),
      },
      { trials: inAll(having({ source: { lagP99Us: 19_000 }, server: { eventLoopDelayMaxUs: 9_000 } })) },
    ],
  ],
);

test('a server that stalls is not a source that lags: it may be so slow', () => {
  const stalled = having({
    source: { lagP50Us: 700, lagP99Us: 1_400_000 },
    server: { eventLoopDelayP99Us: 2_000, eventLoopDelayMaxUs: 1_385_000 },
  });
  expect(codesIn({ trials: inAll(stalled) })).toEqual(['server-late']);
});

test('a loop that is late explains a source that is late by up to twice as much', () => {
  const late = (eventLoopDelayP99Us: number) =>
    inAll(having({ source: { lagP50Us: 9_000, lagP99Us: 9_000 }, server: { eventLoopDelayP99Us } }));
  expect(codesIn({ trials: late(4_400) })).toEqual(['source-lag']);
  expect(codesIn({ trials: late(4_600) })).toEqual(['server-late']);
});

test('a source whose server waits for a core is late for that reason', () => {
  const late = { lagP50Us: 9_000, lagP99Us: 60_000 };
  const waiting = (serverWaitShare: number) => inAll(having({ source: late, machine: { serverWaitShare } }));
  expect(codesIn({ trials: waiting(0.1) })).toEqual(['source-lag']);
  expect(codesIn({ trials: waiting(0.11) })).toEqual(['server-late']);
});

test('a lag is held against the latency that is reported: a tenth of it may be the source’s', () => {
  const slow = (p50: number) => {
    const lagging = having({ source: { lagP50Us: 2_100, lagP99Us: 4_000 } });
    return inAll({ ...lagging, ...endToEnd({ p50 }) });
  };
  expect(codesIn({ trials: slow(20_000) })).toEqual(['source-lag']);
  expect(codesIn({ trials: slow(22_000) })).toEqual([]);
});

test('where the server was taken away for a while, that is why it published late', () => {
  const source = { lagP50Us: 9_000, lagP99Us: 60_000 };
  const reconnection = { loss: { unexplained: 0 } } as never;
  expect(codesIn({ trials: inAll(having({ source, reconnection })) })).toEqual([]);
});

test('who was late is told, and by how much at most', () => {
  const told = (given: Parameters<typeof findIn>[0]) => findIn(given)[0]?.seen.en;
  const source = { lagP50Us: 3_000, lagP99Us: 4_000 };
  expect(told({ trials: [having({ source })] })).toBe(
    'The source within the server was late against the schedule: up to 3 ms at the median, 4 ms at p99. The server was not so busy.',
  );
  const sent = having({ source: { ...source, sentLateP50Us: 5_000, sentLateP99Us: 7_000 } });
  expect(told({ trials: [sent] })).toMatch(
    /^The tabs that publish was late.* 5 ms at the median, 7 ms at p99/,
  );
  expect(told({ trials: [sent], plan: { source: 'http' } })).toMatch(/^The harness was late/);
});

test('nor is a p99 late that is a tenth of the one reported', () => {
  const late = having({ source: { lagP99Us: 39_000 }, server: { eventLoopDelayMaxUs: 9_000 } });
  expect(codesIn({ trials: inAll({ ...late, ...endToEnd({ p99: 380_000 }) }) })).toEqual(['source-lag']);
  expect(codesIn({ trials: inAll({ ...late, ...endToEnd({ p99: 400_000 }) }) })).toEqual([]);
});

test('a server that does not tell how long its loop stood still may have done so', () => {
  const { eventLoopDelayMaxUs: _, ...server } = having({ server: {} }).server ?? {};
  const [told] = findIn({ trials: inAll({ ...having({ source: { lagP99Us: 60_000 } }), server } as never) });
  expect(told?.code).toBe('server-late');
  expect(told?.seen.en).toBe('The server was so busy that it published up to 60 ms late (p99).');
});
