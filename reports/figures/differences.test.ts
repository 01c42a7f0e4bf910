import { expect, test } from 'vitest';
import { HEADLINE_METRICS } from '../../harness/results/comparison.ts';
import type { Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { type FixtureOptions, fixtureRun } from '../fixture-run.ts';
import { DIFFERENCE_COLUMNS, differencesOf } from './differences.ts';
import type { SaidComparison } from './say-comparison.ts';

const groups = (options: FixtureOptions = {}) => differencesOf(distil(fixtureRun(options)), 'en');
const bytesOf = (heading: string, row: string, options: FixtureOptions = {}): SaidComparison | undefined =>
  groups(options)
    .find((group) => group.heading === heading)
    ?.rows.find((one) => one.heading === row)?.cells[4];

/** Bytes per delivery of a case: the same in every trial. */
const weigh =
  (bytes: (transport: string, http: string | null) => number) =>
  (run: Run): void => {
    for (const one of run.cases) {
      for (const trial of one.trials) trial.bytes.perDelivery = bytes(one.transport, one.http);
    }
  };

test('the columns are the headline metrics', () => {
  expect(Object.keys(DIFFERENCE_COLUMNS)).toEqual([...HEADLINE_METRICS]);
});

test('one thing differs in each row: the HTTP version, or the transport', () => {
  const told = groups();
  expect(told.map(({ heading }) => heading)).toEqual(['HTTP/2 ÷ HTTP/1.1', 'Over HTTP/1.1', 'Over HTTP/2']);
  expect(told.map(({ rows }) => rows.length)).toEqual([4, 6, 6]);
});

test('HTTP/2 stands above the line whichever version the run took first', () => {
  const change = weigh((_, http) => (http === '2' ? 200 : 400));
  const half = { verdict: 'lower', said: '↓ 0.50×', interval: '0.50–0.50' };
  expect(bytesOf('HTTP/2 ÷ HTTP/1.1', 'WebSocket', { change })).toEqual(half);
  const turned = (run: Run): void => {
    run.cases.reverse();
    change(run);
  };
  expect(bytesOf('HTTP/2 ÷ HTTP/1.1', 'WebSocket', { change: turned })).toEqual(half);
});

test('what cannot be told apart has an interval and no ratio that could be quoted', () => {
  const change = weigh((transport) => (transport === 'polling' ? 306 : 300));
  expect(bytesOf('Over HTTP/2', 'Polling ÷ WebSocket', { change })).toEqual({
    verdict: 'indistinguishable',
    said: '≈',
    interval: '1.02–1.02',
  });
});

test('a ratio has the digits that tell, and past a thousand none', () => {
  const said = (ratio: number): string | undefined =>
    bytesOf('Over HTTP/2', 'Polling ÷ WebSocket', {
      change: weigh((transport) => (transport === 'polling' ? 300 * ratio : 300)),
    })?.said;
  expect([0.0144, 0.5, 12.34, 250.4, 1e6, 1e-6].map(said)).toEqual([
    '↓ 0.014×',
    '↓ 0.50×',
    '↑ 12.3×',
    '↑ 250×',
    '↑ >1,000×',
    '↓ <0.001×',
  ]);
});

test('a case with a fatal warning and the reference are compared with nothing', () => {
  const spoil = (run: Run): void => {
    for (const one of run.cases) {
      const texts = { en: 't', ko: 't' };
      if (one.transport === 'sse')
        one.warnings.push({ code: 'x', fatal: true, seen: texts, why: texts, remedy: texts });
    }
  };
  const headings = groups({ change: spoil }).flatMap(({ rows }) => rows.map(({ heading }) => heading));
  expect(headings.join()).not.toMatch(/Server-Sent Events|Raw socket/);
  expect(headings).toHaveLength(3 + 3 + 3);
});

test('cases of different loads are not compared', () => {
  const sweep = (run: Run): void => {
    run.cases = [50, 400].flatMap((clients) =>
      run.cases.map((one) => ({
        ...one,
        id: `${one.id} ${clients}`,
        parameters: { ...one.parameters, clients },
      })),
    );
  };
  const report = distil(fixtureRun({ change: sweep }));
  expect(report.pairs).toHaveLength(2 * 28);
  for (const { subject, baseline } of report.pairs) expect(subject.at(-1)).toBe(baseline.at(-1));
});

test('one trial compares nothing', () => {
  expect(groups({ trials: 1 })).toEqual([]);
});
