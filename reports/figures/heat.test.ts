import { expect, test } from 'vitest';
import { distil } from '../distil.ts';
import { FATAL_WARNING, fixtureRun } from '../fixture-run.ts';
import { HEAT_COLUMNS, type HeatCell, heatRows } from './heat.ts';

const CPU = HEAT_COLUMNS.findIndex(({ metric }) => metric === 'server.cpuUsPerDelivery');

function column(run: ReturnType<typeof fixtureRun>, at: number): Readonly<Record<string, HeatCell>> {
  return Object.fromEntries(
    heatRows(distil(run)).map(({ benchCase, cells }) => [benchCase.id, cells[at] as HeatCell]),
  );
}

test('the dearest of a column is the darkest, the cheapest the lightest, and the reference has no shade', () => {
  const cpu = column(fixtureRun({ trials: 5 }), CPU);
  expect(cpu['live-feed/long-polling/1.1']?.level).toBe(4);
  expect(cpu['live-feed/sse/2']?.level).toBe(0);
  expect(cpu['live-feed/raw-tcp']).toMatchObject({ level: null, best: false });
});

test('best is whom the verdicts find no other lower than, and nobody where there is one trial', () => {
  const best = (trials: number): string[] =>
    Object.entries(column(fixtureRun({ trials }), CPU)).flatMap(([id, cell]) => (cell.best ? [id] : []));
  expect(best(5)).toContain('live-feed/sse/2');
  expect(best(5)).not.toContain('live-feed/polling/1.1');
  expect(best(1)).toEqual([]);
});

test('what is not valid is shown, and neither shaded nor best', () => {
  const run = fixtureRun({
    trials: 5,
    change: ({ cases }) => cases.find(({ id }) => id === 'live-feed/sse/2')?.warnings.push(FATAL_WARNING),
  });
  expect(column(run, CPU)['live-feed/sse/2']).toMatchObject({ level: null, best: false });
});
