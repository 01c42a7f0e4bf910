import { expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { fixtureRun } from '../fixture-run.ts';
import { saySelfTest } from './self-test.ts';

const finishedAt = '2026-11-21T09:00:00.000Z';
const finding = (caught: boolean) => ({
  id: 'stall',
  title: { en: 'A stall', ko: '멈춤' },
  expected: 'seen',
  found: 'seen',
  caught,
});
const leg = { p50: 120, p99: 1_240 };
const residence = (holds: boolean) => ({
  finishedAt,
  clockErrorUs: 2,
  cases: [
    {
      transport: 'sse',
      deliveries: 5_000,
      withoutPacket: 0,
      negativeLegs: 0,
      publishToPacketUs: leg,
      packetToReceiveUs: leg,
      sumUs: leg,
      deliveryUs: leg,
      holds,
    },
  ],
});

/** A run of a lab that was tested with these outcomes. */
function runWith(
  parts: Omit<NonNullable<Run['selftest']>, 'environment'>,
  change: { cores?: number } = {},
): Run {
  const run = fixtureRun();
  const { lab, node, os, cpu, cores, memoryBytes } = run.environment;
  run.selftest = { environment: { lab, node, os, cpu, cores, memoryBytes, ...change }, ...parts };
  return run;
}

test('a lab that was never tested here says so, and how to', () => {
  expect(saySelfTest(fixtureRun(), 'en')).toMatch(/^Never run here\. “npm run selftest”/);
  expect(saySelfTest(runWith({}), 'en')).toMatch(/^Never run here/);
});

test('a self-test of another machine counts for nothing', () => {
  const run = runWith({ defects: { finishedAt, findings: [finding(true)] } }, { cores: 64 });
  expect(saySelfTest(run, 'en')).toMatch(/on another machine/);
  expect(saySelfTest(run, 'en')).not.toMatch(/caught/);
});

test('what was planted, caught and missed is told with its date', () => {
  const run = runWith({ defects: { finishedAt, findings: [finding(true), finding(false)] } });
  expect(saySelfTest(run, 'en')).toMatch(
    /^1 of 2 planted defects caught, November 21, 2026.*Not caught: A stall\.$/,
  );
  expect(saySelfTest(run, 'ko')).toMatch(/결함 2건 중 1건.*놓친 결함: 멈춤\.$/);
});

test('how often comparisons err, and what of a latency is the clients’ own, is told where it was measured', () => {
  const aa = {
    finishedAt,
    trials: 40,
    pairs: 200,
    falseAlarms: 0.015,
    found: 0.98,
    plantedShare: 0.15,
    holds: true,
  };
  const said = saySelfTest(runWith({ aa, residence: residence(true) }), 'en');
  expect(said).toMatch(
    /In 200 comparisons.*\(November 21, 2026.*different in 1\.5%, and 15% more CPU was found in 98%\./,
  );
  expect(said).not.toMatch(/outside its bounds/);
  expect(said).toMatch(
    /took \(November 21, 2026.*\): Server-Sent Events 0\.12\u00a0ms \(p99 1\.2\u00a0ms\)\. .*the lab’s uncertainty/,
  );
  const fails = saySelfTest(runWith({ aa: { ...aa, holds: false } }), 'en');
  expect(fails).toMatch(/found in 98%\. That is outside its bounds/);
});

test('a residence that packet times do not confirm is not told as one', () => {
  const said = saySelfTest(runWith({ residence: residence(false) }), 'en');
  expect(said).toMatch(/do not confirm/);
  expect(said).not.toMatch(/0\.12/);
});
