import { describe, expect, test } from 'vitest';
import { FATAL_WARNING } from '../fixture-run.ts';
import { advise, type Estimate } from './advise.ts';
import { defaultQuestion } from './default-question.ts';
import { costReport, KNOWN_COSTS } from './fixture-costs.ts';
import { figureOf, LOADS, load, optionOf, question } from './test-question.ts';

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

describe('a seed draws fewer events than were asked for', () => {
  const drawn = (id: string, came: number) =>
    costReport({ id, came, loads: [load(200, 10)], noise: 0.02, trials: 3 });

  test('one plain run answers the question that it was asked itself', () => {
    const reports = [drawn('plain', 0.72)];
    const { options, rankings } = advise(defaultQuestion(reports), reports);
    for (const { estimates, fits, reach } of options) {
      expect(figureOf(estimates.cpuCores)).toBeCloseTo((2000 * KNOWN_COSTS.cpuUsPerDelivery) / 1e6, 3);
      expect(reach.find(({ input }) => input === 'eventsPerSecond')).toMatchObject({
        nearest: 10,
        beyond: 1,
      });
      expect(fits).toBe('yes');
    }
    expect(rankings.every(({ best }) => best.length > 0)).toBe(true);
  });

  test('two seeds of one rate are one measured value', () => {
    const reports = [drawn('one', 0.72), drawn('other', 1.1)];
    const rate = optionOf(advise(question(), reports), 'sse', '2').reach.find(
      ({ input }) => input === 'eventsPerSecond',
    );
    expect(rate).toMatchObject({ values: 1, nearest: 10 });
    const far = advise(question(load(200, 20)), reports);
    expect(reasonOf(optionOf(far, 'sse', '2').estimates.cpuCores)).toContain('Only 10 events per second');
  });

  test('what came less is a longer way to what is asked, and the range says it', () => {
    const width = (came: number): number => {
      const reports = [drawn('plain', came)];
      const { cpuCores } = optionOf(advise(defaultQuestion(reports), reports), 'sse', '2').estimates;
      return 'value' in cpuCores ? Math.log((cpuCores.high ?? 0) / cpuCores.value) : 0;
    };
    expect(width(0.72) / width(1)).toBeCloseTo(1 + Math.log2(1 / 0.72), 3);
  });
});

test('of runs with TLS and without, the first question is of those with it', () => {
  const plain = costReport({ id: 'cleartext', loads: [load(100, 6)], tls: false });
  const { tls, subscribers } = defaultQuestion([plain, costReport({ loads: LOADS })]);
  expect({ tls, subscribers }).toEqual({ tls: true, subscribers: 50 });
  expect(defaultQuestion([plain]).tls).toBe(false);
});

describe('several loads of which none is foretold from the others', () => {
  const dearness = (transport: string): number => (transport === 'websocket' ? 2 : 1);

  test('there is a figure without a range, and nobody is surely least', () => {
    const loads = [load(50, 10), load(800, 10)];
    const advice = advise(question({ ...load(200, 10) }), [costReport({ loads, noise: 0.001, dearness })]);
    const { cpuCores, tcp } = optionOf(advice, 'sse', '1.1').estimates;
    expect(cpuCores).toMatchObject({ low: null, high: null });
    expect(figureOf(cpuCores)).toBeGreaterThan(0);
    expect(advice.rankings[0]?.best).toHaveLength(4);
    // Connections follow from the browser's rules, and are foretold however far the loads lie apart.
    expect(tcp).toEqual({ value: 200, low: 200, high: 200 });
  });

  test('an input that the transport does not know keeps no load from being foretold', () => {
    const loads = [load(200, 10), { ...load(220, 10), tabsPerBrowser: 1 }];
    const advice = advise(question({ ...load(200, 10) }), [costReport({ loads, noise: 0.001 })]);
    expect(optionOf(advice, 'sse', '1.1').estimates.cpuCores).toHaveProperty('low', expect.any(Number));
    expect(optionOf(advice, 'sse', '2').estimates.cpuCores).toHaveProperty('low', null);
  });
});

describe('cases that had to be left out', () => {
  const report = costReport({ loads: LOADS });
  const failed = report.run.cases.filter(({ transport, http }) => transport === 'sse' && http === '1.1');
  for (const one of failed) one.warnings = [FATAL_WARNING];

  test('they are named with why, though their run is used', () => {
    const { evidence } = advise(question(), [report]);
    expect(evidence.used).toHaveLength(1);
    expect(evidence.leftOut.map(({ left, why }) => [left.id, why])).toEqual(
      failed.map(({ id }) => [id, 'invalid']),
    );
  });

  test('a transport without a valid case stays in the table, as unknown', () => {
    const { estimates, fits } = optionOf(advise(question(), [report]), 'sse', '1.1');
    expect(reasonOf(estimates.cpuCores)).toContain('All of its cases had to be left out');
    expect(fits).toBe('unknown');
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
