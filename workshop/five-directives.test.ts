import { expect, test } from 'vitest';
import { AT_ONCE_MS, FIVE, readWays, type Way } from './five-directives.ts';

const [buffering, version] = FIVE;
const AT_ONCE = { received: 10, medianDelayMs: 2 };
const HELD_BACK = { received: 7, medianDelayMs: 900 };

const ways = (worksWith: (directives: readonly string[]) => boolean): Way[] =>
  [[], ...FIVE.map((one) => [one]), [...FIVE], ...FIVE.map((left) => FIVE.filter((one) => one !== left))].map(
    (directives) => ({ directives, ...(worksWith(directives) ? AT_ONCE : HELD_BACK) }),
  );

test('a directive that repairs alone and is missed alone is told as both', () => {
  const reading = readWays(
    10,
    ways((directives) => directives.includes(buffering)),
  );
  expect(reading).toMatchObject({ plainWorks: false, allWork: true });
  expect(reading).toMatchObject({ enough: [buffering], needed: [buffering] });
});

test('two that are needed together are enough neither alone', () => {
  const both = ways((directives) => directives.includes(buffering) && directives.includes(version));
  expect(readWays(10, both)).toMatchObject({ enough: [], needed: [buffering, version] });
});

test('where all works nothing is needed, and where nothing works nothing is enough', () => {
  expect(
    readWays(
      10,
      ways(() => true),
    ),
  ).toMatchObject({ plainWorks: true, needed: [] });
  expect(
    readWays(
      10,
      ways(() => false),
    ),
  ).toMatchObject({ allWork: false, enough: [] });
});

test('events that come late count as held back though all of them come', () => {
  const late = [{ directives: [], received: 10, medianDelayMs: AT_ONCE_MS + 1 }];
  expect(readWays(10, late).plainWorks).toBe(false);
});
