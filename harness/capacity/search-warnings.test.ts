import { expect, test } from 'vitest';
import type { Trial } from '../results/schema.ts';
import { soundTrial } from '../sound-trial.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { searchWarnings } from './search-warnings.ts';

const plan = { http: '2', source: 'in-process' } as TrialPlan;
const codesOf = (...trials: Trial[]): string[] =>
  searchWarnings(
    plan,
    trials.map((trial) => ({ trial, failures: new Map() })),
  ).map(({ code }) => code);
const having = (change: (trial: Trial) => void): Trial => {
  const trial = soundTrial();
  change(trial);
  return trial;
};

test('a search is told of what its machine and its clocks did in any of its probes', () => {
  expect(codesOf()).toEqual([]);
  expect(codesOf(soundTrial())).toEqual([]);
  const disturbed = having((trial) => {
    trial.connections.protocols = ['http/1.1'];
    if (trial.clock) trial.clock.beforePublished = 1;
    if (trial.machine) Object.assign(trial.machine, { stolenShare: 0.1, othersCores: 1 });
  });
  expect(codesOf(soundTrial(), disturbed)).toEqual([
    'protocol',
    'clock-not-comparable',
    'cpu-stolen',
    'cpu-used-by-others',
  ]);
});

test('what a load too large does is what a search looks for, and no warning', () => {
  const overloaded = having(({ deliveries, generator, source }) => {
    deliveries.lost = 900;
    generator.cpuShare = 1;
    source.lagP50Us = 90_000;
  });
  expect(codesOf(overloaded)).toEqual([]);
});
