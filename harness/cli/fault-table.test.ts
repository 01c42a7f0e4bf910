import { expect, test } from 'vitest';
import { fixtureFault } from '../../reports/fixture-fault.ts';
import { fixtureRun } from '../../reports/fixture-run.ts';
import { faultTables } from './fault-table.ts';

const rowOf = (table: string | undefined, title: string): string[] =>
  (table ?? '')
    .split('\n')
    .filter((line) => line.includes(title))
    .flatMap((line) => line.split('│').map((cell) => cell.trim()));

test('a run in which nothing went wrong has no table of a fault', () => {
  expect(faultTables(fixtureRun())).toEqual([]);
});

test('a fault has a row for each case: delivered, lost, cut off, downtime, storm, who never returned', () => {
  const [table] = faultTables(fixtureFault({ trials: 1 }));
  expect(table).toContain('never returned');
  expect(rowOf(table, 'WebSocket HTTP/2')).toEqual([
    '',
    'WebSocket HTTP/2',
    '100',
    '0',
    '200',
    '0.30',
    '0.39',
    '200',
    '0',
    '',
  ]);
});

test('a loss stands above what explains it', () => {
  const lossy = fixtureFault({
    trials: 1,
    change: ({ cases: [one] }) => {
      const trial = one?.trials[0];
      if (trial?.reconnection) trial.reconnection.loss.lostAnnounced = 80;
      if (trial) Object.assign(trial.deliveries, { lost: 80, received: trial.deliveries.expected - 80 });
    },
  });
  const [table] = faultTables(lossy);
  expect(rowOf(table, 'Polling HTTP/1.1')[2]).toBe('99');
  expect(table).toContain('80 announced by a gap');
});
