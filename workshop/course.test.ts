import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLAIM_COUNT, isMeasured } from './claim.ts';
import { loadClaims, loadExperiments, loadLessons } from './load-parts.ts';

const [claims, experiments, lessons] = await Promise.all([loadClaims(), loadExperiments(), loadLessons()]);
const numbers = Array.from({ length: CLAIM_COUNT }, (_, index) => index + 1);

test.each(numbers)('claim %d stands in one file', (number) => {
  expect(claims.filter((claim) => claim.number === number)).toHaveLength(1);
});

test.each(numbers)('claim %d belongs to exactly one lesson', (number) => {
  expect(lessons.filter((lesson) => lesson.claims.includes(number)).map(({ id }) => id)).toHaveLength(1);
});

test('no two lessons have one place in the course', () => {
  const orders = lessons.map(({ order }) => order);
  expect(orders).toEqual([...new Set(orders)]);
});

test.each(claims.filter(isMeasured))('claim $number names an experiment that has its opposite', (claim) => {
  const experiment = experiments.get(claim.experiment);
  expect(experiment, claim.experiment).toBeDefined();
  expect(Object.keys(experiment?.opposites ?? {})).toContain(String(claim.number));
});

test.each(lessons)('lesson $id is given the figures of every claim that it tests', (lesson) => {
  const needed = claims
    .filter(({ number }) => lesson.claims.includes(number))
    .filter(isMeasured)
    .map(({ experiment }) => experiment);
  expect(lesson.experiments).toEqual(expect.arrayContaining(needed));
  for (const id of lesson.experiments) expect([...experiments.keys()]).toContain(id);
});

test.each(lessons)('lesson $id has its snippets, and a test for each', ({ id, snippets }) => {
  for (const { file } of snippets) {
    for (const name of [file, file.replace(/\.ts$/, '.test.ts')]) {
      expect(existsSync(new URL(`./lessons/${id}/${name}`, import.meta.url)), name).toBe(true);
    }
  }
});
