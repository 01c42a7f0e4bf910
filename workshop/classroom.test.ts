import { expect, test } from 'vitest';
import { Classroom } from './classroom.ts';
import type { Answer } from './lesson.ts';
import { loadLessons } from './load-parts.ts';

const lessons = await loadLessons();
const answer: Answer = { answer: 0, said: { en: 'none', ko: '없음' } };

function openClass() {
  const classroom = new Classroom(lessons, 1);
  classroom.show('slow-reader');
  return classroom;
}

test('once the answer is asked for no prediction is taken, also while it is still being read', async () => {
  const classroom = openClass();
  const read = Promise.withResolvers<Answer>();
  const revealing = classroom.reveal(() => read.promise);
  expect(() => classroom.predict('late', 'slow-reader', 1)).toThrow('too late');
  expect(classroom.state).toMatchObject({ revealed: true, predictions: 0 });
  read.resolve(answer);
  await revealing;
  expect(classroom.state).toMatchObject({ revealed: true, answer });
});

test('what is set back while an answer is being read stays set back', async () => {
  const classroom = openClass();
  const read = Promise.withResolvers<Answer>();
  const revealing = classroom.reveal(() => read.promise);
  classroom.reset();
  classroom.show('slow-reader');
  read.resolve(answer);
  await revealing;
  expect(classroom.state.revealed).toBe(false);
  expect(classroom.state.answer).toBeUndefined();
});

test('a number is predicted in the steps of its question', () => {
  const classroom = openClass();
  for (const between of [0.25, 0.500001, 20.5, -0.5]) {
    expect(() => classroom.predict('one', 'slow-reader', between), String(between)).toThrow('steps of 0.5');
  }
  for (const onStep of [0, 0.5, 20]) classroom.predict('one', 'slow-reader', onStep);
  expect(classroom.state.distribution).toEqual([{ answer: 20, count: 1 }]);
});

test('every change has a version of its own, later than the one before and than those of an earlier start', async () => {
  const classroom = openClass();
  const versions = [classroom.state.version];
  const note = (): unknown => versions.push(classroom.state.version);
  classroom.predict('one', 'slow-reader', 1);
  note();
  await classroom.reveal(async () => answer);
  note();
  classroom.reset();
  note();
  classroom.show('slow-reader');
  note();
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(new Classroom(lessons, 1_000).state.version).toBeGreaterThan(Math.max(...versions));
});
