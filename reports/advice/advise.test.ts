import { describe, expect, test } from 'vitest';
import { type Advice, advise, type Estimate } from './advise.ts';
import { costReport, KNOWN_COSTS } from './fixture-costs.ts';
import type { Load } from './load.ts';
import type { Question } from './question.ts';

const load = (subscribers: number, eventsPerSecond: number, payloadBytes = 200): Load => ({
  subscribers,
  eventsPerSecond,
  payloadBytes,
  tabsPerBrowser: 4,
  pollIntervalMs: 500,
});
const LOADS = [load(50, 10), load(400, 10), load(200, 2), load(200, 20), load(200, 10, 1000)];

const question = (changes: Partial<Question> = {}): Question => ({
  ...load(300, 6, 500),
  direction: 'down',
  toleratedDelayMs: 100,
  lossTolerated: false,
  proxiesOnTheWay: false,
  http2: true,
  tls: true,
  ...changes,
});

const optionOf = (advice: Advice, transport: string, http: '1.1' | '2') => {
  const found = advice.options.find((one) => one.transport === transport && one.http === http);
  if (found === undefined) throw new Error(`no option ${transport} over HTTP/${http}`);
  return found;
};
const figureOf = (estimate: Estimate): number => {
  if ('unknown' in estimate) throw new Error(estimate.unknown.en);
  return estimate.value;
};
const reasonOf = (estimate: Estimate): string => ('unknown' in estimate ? estimate.unknown.en : 'known');

describe('figures', () => {
  test('a load that nobody measured gets the costs that the runs showed', () => {
    const { estimates } = optionOf(advise(question(), [costReport({ loads: LOADS })]), 'sse', '1.1');
    expect(figureOf(estimates.cpuCores)).toBeCloseTo((1800 * KNOWN_COSTS.cpuUsPerDelivery) / 1e6, 3);
    expect(figureOf(estimates.rssBytes) / 99e6).toBeCloseTo(1, 2);
    expect(figureOf(estimates.bytesDownPerSecond)).toBeCloseTo(1800 * 650, -3);
    expect(figureOf(estimates.tcp)).toBe(300);
    expect(figureOf(estimates.requestsPerSecond)).toBe(0);
    expect(figureOf(estimates.p50Us) / 8500).toBeCloseTo(1, 1);
  });

  test('connections follow the browser’s rules for the tabs that are asked for', () => {
    const reports = [costReport({ loads: LOADS })];
    const many = advise(question({ tabsPerBrowser: 6 }), reports);
    expect(figureOf(optionOf(many, 'sse', '2').estimates.tcp)).toBe(50);
    expect(figureOf(optionOf(many, 'websocket', '1.1').estimates.tcp)).toBe(300);
  });

  test('noise of the trials widens every interval', () => {
    const width = (noise: number): number => {
      const advice = advise(question(), [costReport({ loads: LOADS, noise })]);
      const cpu = optionOf(advice, 'sse', '1.1').estimates.cpuCores;
      return 'value' in cpu ? (cpu.high ?? 0) / (cpu.low ?? 1) : 0;
    };
    expect(width(0.2)).toBeGreaterThan(width(0.05));
  });
});

describe('what the data do not carry', () => {
  test('one load says nothing of one that is far away, but connections follow all the same', () => {
    const advice = advise(question({ subscribers: 5000 }), [costReport({ loads: [load(300, 6, 500)] })]);
    const { estimates, fits } = optionOf(advice, 'sse', '2');
    expect(reasonOf(estimates.cpuCores)).toBe(
      'Only 300 subscribers were measured, and 5,000 are asked for: how a cost grows with what never varied is not known.',
    );
    expect(figureOf(estimates.tcp)).toBe(1250);
    expect(fits).toBe('unknown');
  });

  test('a payload that is far beyond all measured ones is not answered', () => {
    const { estimates } = optionOf(
      advise(question({ payloadBytes: 50_000 }), [costReport({ loads: LOADS })]),
      'sse',
      '2',
    );
    expect(reasonOf(estimates.bytesDownPerSecond)).toContain('50 times beyond the nearest measured 1,000');
  });

  test('without a case with TLS nothing is said of TLS', () => {
    const advice = advise(question(), [costReport({ loads: LOADS, tls: false })]);
    expect(reasonOf(optionOf(advice, 'sse', '2').estimates.p50Us)).toContain('measured with TLS');
  });

  test('where the core would be full the delay cannot be told', () => {
    const advice = advise(question({ subscribers: 1500, eventsPerSecond: 26 }), [
      costReport({ loads: LOADS }),
    ]);
    const { estimates } = optionOf(advice, 'sse', '2');
    expect(figureOf(estimates.cpuCores)).toBeGreaterThan(0.9);
    expect(reasonOf(estimates.p50Us)).toContain('queue grows');
  });

  test('of tails it says that they do not extrapolate', () => {
    expect(advise(question(), [costReport({ loads: LOADS })]).tails.en).toContain('do not extrapolate');
  });

  test('no usable run, no options', () => {
    const report = costReport({ loads: LOADS });
    for (const one of report.run.cases) one.scenario = 'music-room';
    const { options, evidence } = advise(question(), [report]);
    expect(options).toEqual([]);
    expect(evidence.unusable.map(({ why }) => why)).toEqual([['scenario']]);
  });
});

test('runs of another machine are left out and named', () => {
  const other = costReport({ id: 'elsewhere', loads: [load(100, 1)], cpu: 'another' });
  const { evidence } = advise(question(), [other, costReport({ loads: LOADS })]);
  expect(evidence.used.map(({ id }) => id)).toEqual(['known-costs']);
  expect(evidence.otherMachines.map(({ id }) => id)).toEqual(['elsewhere']);
});

describe('what fits', () => {
  const reports = [costReport({ loads: LOADS, noise: 0.02 })];

  test('a delay that is surely longer than tolerated does not fit', () => {
    const option = optionOf(advise(question({ toleratedDelayMs: 2 }), reports), 'sse', '2');
    expect(option.fits).toBe('no');
    expect(option.checks[0]?.says.en).toBe('Half of the events take longer than the tolerated 2 ms.');
  });

  test('a delay that the interval leaves open is not decided', () => {
    const { estimates } = optionOf(advise(question(), reports), 'sse', '2');
    const toleratedDelayMs = figureOf(estimates.p50Us) / 1000;
    expect(optionOf(advise(question({ toleratedDelayMs }), reports), 'sse', '2').fits).toBe('unknown');
  });

  test('without HTTP/2 only what runs over HTTP/1.1 fits', () => {
    const { options } = advise(question({ http2: false }), reports);
    expect(options.filter(({ fits }) => fits === 'yes').map(({ http }) => http)).toEqual(['1.1', '1.1']);
  });

  test('the seventh tab of a browser starves over HTTP/1.1, but not a WebSocket', () => {
    const advice = advise(question({ tabsPerBrowser: 7 }), reports);
    expect(optionOf(advice, 'sse', '1.1').fits).toBe('no');
    expect(optionOf(advice, 'websocket', '1.1').fits).toBe('yes');
  });

  test('what proxies may do is known and not measured, and changes no figure', () => {
    const behind = optionOf(advise(question({ proxiesOnTheWay: true }), reports), 'sse', '1.1');
    const direct = optionOf(advise(question(), reports), 'sse', '1.1');
    expect(behind.known.map(({ en }) => en).join()).toContain('hold back the stream');
    expect(behind.estimates).toEqual(direct.estimates);
  });
});

describe('rankings', () => {
  test('what the intervals do not tell apart shares the first place', () => {
    const { rankings } = advise(question(), [costReport({ loads: LOADS, noise: 0.1 })]);
    expect(rankings[0]?.by).toBe('cpuCores');
    expect(rankings[0]?.best).toHaveLength(4);
  });

  test('what is surely dearer is not among the best', () => {
    const dearness = (transport: string): number => (transport === 'websocket' ? 2 : 1);
    const { rankings } = advise(question(), [costReport({ loads: LOADS, noise: 0.02, dearness })]);
    expect(rankings[0]?.best.map(({ transport }) => transport)).toEqual(['sse', 'sse']);
  });

  test('what does not fit is not ranked, however cheap', () => {
    const { rankings } = advise(question({ http2: false }), [costReport({ loads: LOADS })]);
    expect(rankings.flatMap(({ best }) => best).some(({ http }) => http === '2')).toBe(false);
  });
});
