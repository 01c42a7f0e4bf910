import { expect, test } from 'vitest';
import { discoverParts } from '../lab/parts.ts';
import { readChart } from './chart.ts';
import { fill, texts } from './texts.ts';

/** Every text below `node`, with the path to it. */
function* textsIn(node: object, path: string): Generator<[path: string, text: Record<string, unknown>]> {
  if ('en' in node || 'ko' in node) {
    yield [path, node as Record<string, unknown>];
    return;
  }
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) yield* textsIn(value, `${path}.${name}`);
  }
}

const charts = await discoverParts(new URL('./charts/', import.meta.url), readChart);
const all = [
  ...textsIn(texts, 'texts'),
  ...[...charts.values()].flatMap(({ id, title, reading }) => [...textsIn({ title, reading }, id)]),
];
const placesOf = (text: unknown): string[] => (String(text).match(/\{\w+\}/g) ?? []).sort();

test.each(all)('%s is there in both languages', (_, text) => {
  expect(Object.keys(text)).toEqual(['en', 'ko']);
  expect(String(text.en).trim()).not.toBe('');
  expect(String(text.ko).trim()).not.toBe('');
});

test.each(all)('%s has the same places to fill in both languages', (_, text) => {
  expect(placesOf(text.en)).toEqual(placesOf(text.ko));
});

test('a place that nobody fills stays visible', () => {
  expect(fill({ en: '{a} and {b}', ko: '' }, 'en', { a: '1' })).toBe('1 and {b}');
});
