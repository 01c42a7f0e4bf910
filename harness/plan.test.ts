import { expect, test } from 'vitest';
import { findScenario, readScenarioParameters } from '../scenarios/registry.ts';
import { comparedTransports, loadTransports } from '../transports/registry.ts';
import { type Axis, type BenchRequest, planBench } from './plan.ts';

const transports = await loadTransports();

const request = async (
  change: Partial<BenchRequest> = {},
  scenarioId = 'live-feed',
): Promise<BenchRequest> => {
  const scenario = await findScenario(scenarioId);
  const reference = transports.get('raw-tcp');
  return {
    scenario,
    parameters: readScenarioParameters(scenario, {}),
    transports: comparedTransports(transports),
    ...(reference && { reference }),
    http: ['1.1', '2'],
    trials: 3,
    policy: {
      tls: true,
      seed: 'seed',
      warmUpUs: 0,
      durationUs: 1e6,
      tabsPerBrowser: 4,
      keepAlive: true,
      pollIntervalMs: 500,
      longPollTimeoutMs: 25_000,
      heartbeatMs: 15_000,
      source: 'in-process',
    },
    ...change,
  };
};

test('four transports over two HTTP versions and the raw socket are nine cases with unique ids', async () => {
  const { cases, unavailable } = planBench(await request());
  expect(new Set(cases.map(({ id }) => id)).size).toBe(9);
  expect(cases.filter(({ trial }) => trial.http === null).map(({ trial }) => trial.transport)).toEqual([
    'raw-tcp',
  ]);
  expect(unavailable).toEqual([]);
});

test('every block runs every case once, in an order that the seed decides', async () => {
  const { order, cases } = planBench(await request());
  const blocks = Map.groupBy(order, ({ block }) => block);
  expect(blocks.size).toBe(3);
  for (const block of blocks.values()) {
    expect(block.map((one) => one.case.id).sort()).toEqual(cases.map(({ id }) => id).sort());
  }
  const ids = order.map((one) => one.case.id);
  expect(planBench(await request()).order.map((one) => one.case.id)).toEqual(ids);
  expect(ids.slice(0, 9)).not.toEqual(ids.slice(9, 18));
});

test('ledgers are taken of every case, after the last block', async () => {
  const { order, cases } = planBench(await request({ ledger: true }));
  expect(order.slice(-cases.length)).toEqual(cases.map((one) => ({ block: 'ledger', case: one })));
  expect(order).toHaveLength(4 * cases.length);
});

test('a scenario whose clients publish has no raw socket, and says why', async () => {
  const { cases, unavailable } = planBench(await request({}, 'music-room'));
  expect(cases.every(({ trial }) => trial.transport !== 'raw-tcp')).toBe(true);
  expect(unavailable).toHaveLength(1);
  expect(unavailable[0]?.reason.en).toMatch(/\w+/);
});

test('an HTTP version that was not asked for is not run, and the raw socket stays', async () => {
  const { cases } = planBench(await request({ http: ['2'] }));
  expect(cases.map(({ trial }) => trial.http).sort()).toEqual(['2', '2', '2', '2', null]);
});

test('a sweep is the whole matrix at each value, the raw socket too, and its ids name the value', async () => {
  const sweep = { parameter: 'rate', values: [1, 5, 20] } as const;
  const { cases, order } = planBench(await request({ sweep }));
  expect(new Set(cases.map(({ id }) => id)).size).toBe(27);
  expect(order).toHaveLength(81);
  for (const rate of sweep.values) {
    const own = cases.filter(({ trial }) => trial.parameters.rate === rate);
    expect(own).toHaveLength(9);
    expect(own.every(({ id }) => id.endsWith(` rate=${rate}`))).toBe(true);
    expect(own.some(({ trial }) => trial.transport === 'raw-tcp')).toBe(true);
  }
});

test('an ordinary run has the ids that it always had', async () => {
  const { cases } = planBench(await request({ http: ['2'] }));
  expect(cases.map(({ id }) => id)).toContain('live-feed sse http/2');
});

const ways: Axis = [
  { name: '', policy: {} },
  {
    name: 'via=relay',
    policy: { source: 'http' },
    cannot: (transport, http) =>
      transport === 'websocket' && http === '2' ? { en: 'no RFC 8441', ko: 'RFC 8441 미지원' } : undefined,
  },
];
const twice: Axis = [
  { name: '', policy: {} },
  { name: 'servers=2', policy: { keepAlive: false } },
];

test('each variant of each axis is a column more with its name and policy, and the raw socket stays as usual', async () => {
  const { cases } = planBench(await request({ axes: [ways, twice] }));
  const own = cases.filter(({ trial }) => trial.transport === 'sse' && trial.http === '1.1');
  expect(own.map(({ id, trial }) => [id, trial.source, trial.keepAlive])).toEqual([
    ['live-feed sse http/1.1', 'in-process', true],
    ['live-feed sse http/1.1 servers=2', 'in-process', false],
    ['live-feed sse http/1.1 via=relay', 'http', true],
    ['live-feed sse http/1.1 via=relay servers=2', 'http', false],
  ]);
  const raw = cases.filter(({ trial }) => trial.transport === 'raw-tcp');
  expect(raw.map(({ id, trial }) => [id, trial.source])).toEqual([['live-feed raw-tcp', 'in-process']]);
});

test('a variant that a transport cannot be had with is listed with its reason, under its name', async () => {
  const { cases, unavailable } = planBench(await request({ axes: [ways] }));
  expect(unavailable).toEqual([
    {
      transport: 'websocket',
      http: '2',
      reason: { en: 'no RFC 8441', ko: 'RFC 8441 미지원' },
      variant: 'via=relay',
    },
  ]);
  expect(cases.map(({ id }) => id)).not.toContain('live-feed websocket http/2 via=relay');
});

test('where nothing that was asked for can be had, the plan is refused with the first reason', async () => {
  const nobody: Axis = [
    {
      name: 'engine=steam',
      policy: { engine: 'steam' },
      cannot: () => ({ en: 'steam is too slow', ko: '증기로는 너무 느립니다' }),
    },
  ];
  const asked = await request({ axes: [nobody] });
  expect(() => planBench(asked)).toThrow(/none: .* over HTTP\/1\.1 with engine=steam: steam is too slow/);
});
