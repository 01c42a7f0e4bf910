import { expect, test } from 'vitest';
import type { Trial } from './results/schema.ts';
import { soundTrial } from './sound-trial.ts';
import type { TrialPlan } from './trial-plan.ts';
import { WARNINGS, warningsOf } from './warnings.ts';

interface Given {
  /** Changes of one trial of three, or of each where there are several. */
  readonly trials?: readonly Partial<Trial>[];
  readonly failures?: Readonly<Record<string, number>>;
  readonly plan?: Partial<TrialPlan>;
}

/** Sections of a sound trial with some of their figures changed. */
const having = (changes: { readonly [Name in keyof Trial]?: Partial<Trial[Name]> }): Partial<Trial> => {
  const sound = soundTrial();
  return Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      name,
      { ...(sound[name] as object), ...(change as object) },
    ]),
  );
};
const endToEnd = (change: Partial<Trial['latencyUs']['endToEnd']>): Partial<Trial> => {
  const { latencyUs } = soundTrial();
  return { latencyUs: { ...latencyUs, endToEnd: { ...latencyUs.endToEnd, ...change } } };
};
const inAll = (change: Partial<Trial>): Partial<Trial>[] => [change, change, change];
/** A timeline whose slices of the measure phase have this server CPU each. */
const cpuOverTime = (...cpuUs: number[]): Partial<Trial> => {
  const [slice] = soundTrial().timeline;
  const timeline = cpuUs.map((serverCpuUs, at) => ({
    ...slice,
    atUs: 1e6 + at * 5e5,
    deliveries: at % 3,
    serverCpuUs,
  }));
  return { timeline: timeline as Trial['timeline'] };
};

/** What provokes each warning, and what is so close to it that it must not. */
const CASES: readonly (readonly [code: string, fact: string, given: Given, harmless: Given])[] = [
  [
    'nothing-expected',
    'when no trial has an event to measure',
    { trials: inAll(having({ deliveries: { expected: 0, received: 0 } })) },
    { trials: [having({ deliveries: { expected: 0, received: 0 } })] },
  ],
  ['accounting', 'of a lost delivery', { trials: [having({ deliveries: { lost: 1 } })] }, {}],
  ['accounting', 'of a repeated one', { trials: [having({ deliveries: { duplicated: 1 } })] }, {}],
  ['accounting', 'of one out of order', { trials: [having({ deliveries: { reordered: 1 } })] }, {}],
  ['accounting', 'of one that nobody planned', { trials: [having({ deliveries: { unexpected: 1 } })] }, {}],
  [
    'protocol',
    'when some clients speak another protocol',
    { trials: [having({ connections: { protocols: ['h2', 'http/1.1'] } })] },
    { plan: { http: null }, trials: inAll(having({ connections: { protocols: [] } })) },
  ],
  [
    'protocol',
    'when no client speaks any',
    { trials: inAll(having({ connections: { protocols: [] } })) },
    {},
  ],
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
    {},
  ],
  [
    'clock-not-comparable',
    'when the server’s clock cannot be the coordinator’s',
    { trials: [having({ clock: { server: { aheadAtLeastUs: 12, aheadAtMostUs: 800 } } })] },
    { trials: [having({ clock: { server: { aheadAtLeastUs: 0, aheadAtMostUs: 800 } } })] },
  ],
  [
    'clock-not-comparable',
    'when a load process’s clock cannot be',
    { trials: [having({ clock: { load: [{ aheadAtLeastUs: -900, aheadAtMostUs: -20 }] } })] },
    { trials: [having({ clock: { load: [{ aheadAtLeastUs: -900, aheadAtMostUs: 0 }] } })] },
  ],
  [
    'clock-not-comparable',
    'when deliveries come before they were published',
    { trials: [having({ clock: { beforePublished: 3, earliestUs: -400 } })] },
    {},
  ],
  [
    'generator-saturated',
    'past nine tenths of a core',
    { trials: [having({ generator: { cpuShare: 0.91 } })] },
    { trials: [having({ generator: { cpuShare: 0.89 } })] },
  ],
  [
    'generator-saturated',
    'when using and waiting for a core come to that',
    { trials: [having({ generator: { cpuShare: 0.5 }, machine: { loadWaitShare: 0.41 } })] },
    { trials: [having({ generator: { cpuShare: 0.5 }, machine: { loadWaitShare: 0.39 } })] },
  ],
  [
    'generator-saturated',
    'when the clients’ delay is most of the p99',
    { trials: [having({ generator: { eventLoopDelayP99Us: 26_000 } })] },
    // Half of what is reported, and no more.
    {
      trials: inAll({
        ...having({ generator: { eventLoopDelayP99Us: 26_000 } }),
        ...endToEnd({ p99: 52_000 }),
      }),
    },
  ],
  [
    'generator-saturated',
    'when the clients’ delay is large however slow the transport',
    {
      trials: inAll({
        ...having({ generator: { eventLoopDelayP99Us: 101_000 } }),
        ...endToEnd({ p99: 5e5 }),
      }),
    },
    {
      trials: inAll({ ...having({ generator: { eventLoopDelayP99Us: 99_000 } }), ...endToEnd({ p99: 5e5 }) }),
    },
  ],
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
  [
    'starved-tabs',
    'of tabs without a connection',
    { trials: [having({ deliveries: { starved: 2, missedByStarved: 6 } })] },
    {},
  ],
  [
    'cpu-stolen',
    'when the hypervisor takes the cores',
    { trials: [having({ machine: { stolenShare: 0.021 } })] },
    { trials: [having({ machine: { stolenShare: 0.019 } })] },
  ],
  [
    'cpu-used-by-others',
    'when other programs use them',
    { trials: [having({ machine: { othersCores: 0.11 } })] },
    { trials: [having({ machine: { othersCores: 0.09 } })] },
  ],
  [
    'not-settled',
    'when CPU falls during the measure phase',
    { trials: inAll(cpuOverTime(100, 92, 79, 71, 60, 49, 41, 30)) },
    // It swings as far, and goes nowhere.
    { trials: inAll(cpuOverTime(100, 40, 79, 30, 100, 49, 41, 92)) },
  ],
  [
    'trial-spread',
    'when one trial costs more than twice another',
    { trials: [having({ server: { cpuUsPerDelivery: 42 } })] },
    { trials: [having({ server: { cpuUsPerDelivery: 39 } })] },
  ],
  [
    'few-samples',
    'below ten values beyond a percentile',
    { trials: inAll(endToEnd({ count: 3_300 })) },
    { trials: inAll(endToEnd({ count: 3_400 })) },
  ],
];

const findIn = ({ trials = [], failures = {}, plan = {} }: Given) =>
  warningsOf({
    plan: { http: '2', source: 'in-process', ...plan } as TrialPlan,
    trials: [0, 1, 2].map((index) => ({ ...soundTrial(index), ...trials[index] })),
    failures: new Map(Object.entries(failures)),
  });
const codesIn = (given: Given): string[] => findIn(given).map(({ code }) => code);

test('three sound trials give no warning', () => {
  expect(codesIn({})).toEqual([]);
});

test.each(CASES)('%s is said %s, and not just before', (code, _fact, given, harmless) => {
  expect(codesIn(given)).toEqual([code]);
  expect(codesIn(harmless)).toEqual([]);
});

test('what clients could not do is named, and a limit of the system is said to be one', () => {
  expect(codesIn({ failures: { 'down, reset: gone': 2 } })).toEqual(['client-failure']);
  const full = findIn({ failures: { 'down, closed: connect EMFILE 127.0.0.1:1': 40 } });
  expect(full.map(({ code }) => code)).toEqual(['limit-hit', 'client-failure']);
  expect(full[0]?.seen.en).toBe('A limit was hit: open files (40 errors).');
  expect(full[1]?.seen.en).toContain('40 × down, closed: connect EMFILE');
});

test('one trial is said to give no confidence', () => {
  const alone = { plan: { http: '2', source: 'in-process' } as TrialPlan, failures: new Map() };
  expect(
    warningsOf({ ...alone, trials: [{ ...soundTrial(), ...endToEnd({ count: 10_000 }) }] }).map(
      ({ code }) => code,
    ),
  ).toEqual(['one-trial']);
});

test('every warning has its case here, a code of its own, and is fatal exactly where the result is void', () => {
  const codes = WARNINGS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const provoked = new Set([...CASES.map(([code]) => code), 'client-failure', 'one-trial']);
  expect(provoked).toEqual(new Set(codes));
  expect(WARNINGS.filter(({ fatal }) => fatal).map(({ code }) => code)).toEqual([
    'nothing-expected',
    'accounting',
    'protocol',
    'limit-hit',
    'client-failure',
    'clock-not-comparable',
    'generator-saturated',
    'source-lag',
  ]);
});

test.each(CASES)(
  '%s tells, %s, what was seen, why it may mislead and what to do, in both languages',
  (_code, _fact, given) => {
    for (const { seen, why, remedy } of findIn(given)) {
      for (const { en, ko } of [seen, why, remedy]) {
        expect(en).toMatch(/^[A-Z].*\.$/);
        expect(ko).toMatch(/[가-힣].*\.$/);
        expect(`${en} ${ko}`).not.toMatch(/undefined|NaN|Infinity|false|\{/);
      }
    }
  },
);

test('a server that stalls is not a source that lags: it may be so slow', () => {
  const stalled = having({
    source: { lagP50Us: 700, lagP99Us: 1_400_000 },
    server: { eventLoopDelayP99Us: 2_000, eventLoopDelayMaxUs: 1_385_000 },
  });
  expect(codesIn({ trials: inAll(stalled) })).toEqual(['server-late']);
});

test('a source whose server waits for a core is late for that reason', () => {
  const late = { lagP50Us: 9_000, lagP99Us: 60_000 };
  expect(codesIn({ trials: inAll(having({ source: late })) })).toEqual(['source-lag']);
  const waiting = having({ source: late, machine: { serverWaitShare: 0.3 } });
  expect(codesIn({ trials: inAll(waiting) })).toEqual(['server-late']);
});
