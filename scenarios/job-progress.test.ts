import fc from 'fast-check';
import { expect, test } from 'vitest';
import jobProgress from './job-progress.ts';
import type { ScheduledEvent } from './scenario.ts';
import { planSchedule } from './schedule.ts';

const usual = jobProgress.parameters.parse({});

const jobsOf = (parameters: typeof usual, horizonUs: number): ScheduledEvent[][] => {
  const schedule = planSchedule(jobProgress, parameters, 'seed', horizonUs);
  return [...Map.groupBy(schedule, ({ channel }) => channel).values()];
};

const durationUs = (job: ScheduledEvent[]): number => (job.at(-1)?.offsetUs ?? 0) - (job[0]?.offsetUs ?? 0);

test('a job goes from 0 to 100 % at 10 events per second for 5 s, and then ends', () => {
  const jobs = jobsOf(usual, 60e6);
  for (const job of jobs) {
    const percents = job.slice(0, -1).map(({ data }) => (data as { percent: number }).percent);
    expect(percents).toEqual(Array.from({ length: 51 }, (_, step) => step * 2));
    expect(job.map(({ kind }) => kind)).toEqual([...new Array(51).fill('message'), 'end']);
    expect(Math.abs(durationUs(job) - 5e6)).toBeLessThanOrEqual(1);
  }
  expect(jobs).toHaveLength(900);
});

test('a subscriber follows its own jobs one after the other, with a pause between', () => {
  const [listener] = jobProgress.audience(usual, 20e6);
  expect(listener).toEqual({ channels: ['job-1-1', 'job-1-2'], from: 'beginning' });
  const own = jobsOf({ ...usual, clients: 1 }, 20e6);
  const pauseUs = (own[1]?.[0]?.offsetUs ?? 0) - (own[0]?.at(-1)?.offsetUs ?? 0);
  expect(Math.abs(pauseUs - 1e6)).toBeLessThanOrEqual(1);
});

test('the jobs of different subscribers start at different times', () => {
  const schedule = planSchedule(jobProgress, usual, 'seed', 20e6);
  const starts = schedule.filter(({ seq }) => seq === 1).map(({ offsetUs }) => offsetUs);
  expect(new Set(starts).size).toBe(100);
  expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(5e6);
});

test('a run too short for whole jobs shortens them and keeps their rate', () => {
  const jobs = jobsOf(usual, 2e6);
  expect(jobs).toHaveLength(200);
  for (const job of jobs) {
    expect(durationUs(job)).toBeLessThan(0.6e6);
    // Six steps in 0.56 s, the zeroth, and the end.
    expect(job).toHaveLength(8);
  }
});

test('every job that a subscriber follows begins and ends within the run', () => {
  const seconds = fc.double({ min: 0.05, max: 8, noNaN: true });
  fc.assert(
    fc.property(
      seconds,
      seconds,
      fc.integer({ min: 1e6, max: 40e6 }),
      (jobSeconds, pauseSeconds, horizonUs) => {
        const parameters = { ...usual, clients: 5, jobSeconds, pauseSeconds };
        const jobs = jobsOf(parameters, horizonUs);
        const followed = jobProgress.audience(parameters, horizonUs).flatMap(({ channels }) => channels);
        expect(followed.length).toBeGreaterThanOrEqual(10);
        expect(jobs.map(([first]) => first?.channel).sort()).toEqual(followed.sort());
        expect(jobs.every((job) => job.at(-1)?.kind === 'end')).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('jobs without a pause follow each other at once', () => {
  const own = jobsOf({ ...usual, clients: 1, pauseSeconds: 0 }, 30e6);
  expect(own.length).toBeGreaterThanOrEqual(4);
});
