import { expect, test } from 'vitest';
import { type Figure, figureOf } from './over-trials.ts';
import { roundFigure, sayFigure } from './rounding.ts';
import { COUNT, MILLISECONDS, PLAIN } from './units.ts';

const of = (...values: number[]): Figure => figureOf(values) as Figure;

test('one trial is worth two digits and has no range', () => {
  expect(roundFigure(of(1.2345), PLAIN, 'en')).toEqual({ value: '1.2', range: null });
  expect(roundFigure(of(61_234), PLAIN, 'en')).toEqual({ value: '61,000', range: null });
});

test('the spread of the trials decides how many digits are shown', () => {
  expect(roundFigure(of(12.04, 12.31, 14.4), PLAIN, 'en')).toEqual({ value: '12', range: '12–14' });
  expect(roundFigure(of(12.31, 12.32, 12.36), PLAIN, 'en')).toEqual({ value: '12.3', range: '12.3–12.4' });
});

test('a range that rounding makes one value is not shown', () => {
  expect(roundFigure(of(251.1, 251.2, 251.3), PLAIN, 'en')).toEqual({ value: '251', range: null });
});

test('a bound far below the value keeps its first digit instead of becoming nothing', () => {
  expect(roundFigure(of(0.04, 1.2, 3), PLAIN, 'en').range).toBe('0.04–3');
});

test('counts have no fractions', () => {
  expect(sayFigure(of(50, 50, 50), COUNT, 'en')).toBe('50');
  expect(sayFigure(of(8016), COUNT, 'en')).toBe('8,016');
});

test('stored microseconds are said as milliseconds that cannot be parted from their unit', () => {
  expect(sayFigure(of(880, 940, 1000), MILLISECONDS, 'en', true)).toBe('0.9\u00a0ms (0.9–1.0)');
});

test('the median of an even number of trials lies between the middle two', () => {
  expect(of(1, 2, 4, 9)).toMatchObject({ value: 3, min: 1, max: 9, trials: 4 });
});
