import { expect, test } from 'vitest';
import { loadLessons } from './load-parts.ts';
import { CLOSING_MINUTES, OPENING_MINUTES, planOf } from './plan.ts';

const lessons = await loadLessons();

test.each([60, 120])(
  'a plan for %i minutes fits, keeps the order, and has the core of the course',
  (minutes) => {
    const plan = planOf(lessons, minutes);
    const taken = plan.reduce((sum, { lesson }) => sum + lesson.minutes, OPENING_MINUTES + CLOSING_MINUTES);
    expect(taken).toBeLessThanOrEqual(minutes);
    const orders = plan.map(({ lesson }) => lesson.order);
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
    const core = lessons.filter((lesson) => lesson.core).map(({ id }) => id);
    expect(plan.map(({ lesson }) => lesson.id)).toEqual(expect.arrayContaining(core));
    expect(plan[0]?.fromMinute).toBe(OPENING_MINUTES);
  },
);
