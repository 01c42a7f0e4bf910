import { expect, test } from 'vitest';
import { discoverParts } from '../lab/parts.ts';
import { type Chart, type Drawn, readChart } from './chart.ts';
import { distil } from './distil.ts';
import { TEST_LOOK } from './drawing/test-look.ts';
import { fixtureFault } from './fixture-fault.ts';
import type { FixtureOptions } from './fixture-run.ts';

const charts = await discoverParts(new URL('./charts/', import.meta.url), readChart);

function draw(id: string, options: FixtureOptions = {}): Drawn {
  const drawing = (charts.get(id) as Chart).draw(distil(fixtureFault(options)), TEST_LOOK);
  if ('reason' in drawing) throw new Error(drawing.reason.en);
  return drawing;
}

const lineOf = ({ config, legend }: Drawn, name: string): readonly { x: number; y: number }[] =>
  config.data.datasets[legend.findIndex((entry) => entry.name === name)]?.data as { x: number; y: number }[];

test('who was cut off is missing from the connected, and is back when the outage is over', () => {
  const line = lineOf(draw('subscribers-connected'), 'Server-Sent Events · HTTP/1.1');
  expect(line.filter(({ y }) => y === 0).map(({ x }) => x)).toEqual([
    2.2, 2.4, 2.6, 2.8, 3, 3.2, 3.4, 3.6, 3.8, 4,
  ]);
  expect(line.at(-1)).toEqual({ x: 5, y: 200 });
});

test('attempts are counted over a whole second, so that one instant is no multiple of what happened', () => {
  const line = lineOf(draw('reconnect-attempts'), 'WebSocket · HTTP/1.1');
  expect(Math.max(...line.map(({ y }) => y))).toBe(200);
  expect(line.filter(({ y }) => y > 0)).toHaveLength(5);
});

test('deliveries are per second, whatever the width of a slice', () => {
  expect(lineOf(draw('deliveries-over-time'), 'WebSocket · HTTP/2')[4]?.y).toBe(2_000);
});

test('time axes end with the schedule, however long clients took to come back', () => {
  for (const id of ['subscribers-connected', 'reconnect-attempts', 'deliveries-over-time']) {
    expect(draw(id).config.options).toMatchObject({ scales: { x: { max: 5 } } });
  }
});

test('a strip has a point for each id and says that none is missing', () => {
  const { table, legend } = draw('id-strips');
  expect(legend.map(({ name }) => name)).toEqual(['caught up', 'as it happened']);
  expect(table.rows.find(({ heading }) => heading === 'Server-Sent Events · HTTP/2')?.cells).toEqual([
    '30',
    '20',
    '0',
    '0',
    '2–4',
  ]);
});

test('ids that never came are drawn where the next one did', () => {
  const holed = draw('id-strips', {
    change: (run) => {
      for (const { trials } of run.cases) {
        const strip = trials[0]?.reconnection?.strip;
        for (const list of [strip?.ids, strip?.receivedAtUs, strip?.replayed]) list?.splice(24, 3);
      }
    },
  });
  expect(holed.legend[0]?.name).toBe('missing');
  const crosses = holed.config.data.datasets[0]?.data as { x: number; y: number }[];
  expect(crosses).toHaveLength(3 * 9);
  expect(holed.table.rows[0]?.cells[2]).toBe('3');
});
