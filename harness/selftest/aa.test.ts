import { expect, test } from 'vitest';
import type { Trial } from '../results/schema.ts';
import { type AaBlock, isWithinBounds, judgeDraws } from './aa.ts';
import { drawPairs } from './aa-draw.ts';

test('a pair has as many blocks as asked for, and none of them twice', () => {
  for (const draw of drawPairs(20, 5, 200, 'seed')) {
    const blocks = new Set(draw.map(({ block }) => block));
    expect(blocks.size).toBe(5);
    expect(Math.min(...blocks)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...blocks)).toBeLessThan(20);
  }
});

test('with one seed the same pairs are drawn, with another one others', () => {
  expect(drawPairs(20, 5, 50, 'a')).toEqual(drawPairs(20, 5, 50, 'a'));
  expect(drawPairs(20, 5, 50, 'a')).not.toEqual(drawPairs(20, 5, 50, 'b'));
});

test('all blocks are drawn about equally often, and a block’s trials change places in half of them', () => {
  const drawn = drawPairs(20, 5, 2_000, 'even').flat();
  const counts = Map.groupBy(drawn, ({ block }) => block);
  expect(counts.size).toBe(20);
  for (const draws of counts.values()) {
    // 500 each; the standard deviation is 19.
    expect(Math.abs(draws.length - 500)).toBeLessThan(100);
    expect(Math.abs(draws.filter(({ swapped }) => swapped).length / draws.length - 0.5)).toBeLessThan(0.15);
  }
});

/** A trial with these costs; the machine is slower in every other block. */
const trial = (block: number, cpuUsPerDelivery: number): Trial => {
  const slow = block % 2 === 0 ? 2 : 1;
  return { index: block, server: { cpuUsPerDelivery: cpuUsPerDelivery * slow } } as unknown as Trial;
};
const blocksOf = (twin: number, dearer: number): AaBlock[] =>
  Array.from({ length: 20 }, (_, block) => {
    const wobble = 1 + ((block * 7) % 5) / 1_000;
    const [one, other] = [trial(block, 10), trial(block, twin * wobble)];
    return { plain: [one, other], dearer: [trial(block, dearer), trial(block, dearer * wobble)] };
  });
const draws = drawPairs(20, 5, 100, 'judge');

test('trials are compared within their block, so that a slow block hides nothing', () => {
  expect(judgeDraws(blocksOf(10, 11.5), draws)).toEqual({ falseAlarms: 0, found: 1 });
});

test('a difference that is always there is no false alarm that places changed at random would raise', () => {
  // One of the two trials of a block always costs half more: thrown coins make it noise, mostly.
  const { falseAlarms, found } = judgeDraws(blocksOf(15, 10), draws);
  expect(falseAlarms).toBeLessThan(0.2);
  expect(found).toBe(0);
});

test('of the same server 5 % may be called different, and of the dearer one 90 % must be found', () => {
  expect(isWithinBounds({ falseAlarms: 0.05, found: 0.9 })).toBe(true);
  expect(isWithinBounds({ falseAlarms: 0.055, found: 0.9 })).toBe(false);
  expect(isWithinBounds({ falseAlarms: 0.05, found: 0.895 })).toBe(false);
});
