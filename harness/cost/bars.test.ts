import { expect, test } from 'vitest';
import { barsAsMarkdown, verdictOf } from './bars.ts';
import type { Bar } from './subject.ts';

const bar = (median: number, high: number, blocks = 5): Bar => ({
  what: 'a ÷ b',
  figure: { median, low: median * 0.9, high, blocks },
  unit: '×',
  atMost: 1.1,
});

test('the median decides, and the interval says how surely', () => {
  expect(verdictOf(bar(1, 1.09))).toBe('holds');
  expect(verdictOf(bar(1, 1.11))).toBe('unsure');
  expect(verdictOf(bar(1.11, 1.2))).toBe('missed');
});

test('one block has no interval to be unsure by', () => {
  expect(verdictOf(bar(1, Number.NaN, 1))).toBe('holds');
});

test('a figure that could not be had holds no bar', () => {
  expect(verdictOf(bar(Number.NaN, Number.NaN))).toBe('missed');
});

test('what is held against nothing is information', () => {
  const { atMost: _, ...open } = bar(5, 6);
  expect(verdictOf(open)).toBe('information');
});

test('the Markdown has a line for each bar, with its unit and verdict', () => {
  expect(barsAsMarkdown([bar(1.0456, 1.0789)])).toContain(
    '| a ÷ b | 1.05 × | 0.941 – 1.08 | ≤ 1.1 × | holds |',
  );
});
