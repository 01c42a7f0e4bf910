import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { codesIn } from './warnings/test-evidence.ts';
import type { WarningRule } from './warnings/warning-rule.ts';
import { WARNINGS } from './warnings.ts';

test('three sound trials give no warning', () => {
  expect(codesIn({})).toEqual([]);
});

test('every warning has a code of its own, and is fatal exactly where the result is void', () => {
  const codes = WARNINGS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(WARNINGS.filter(({ fatal }) => fatal).map(({ code }) => code)).toEqual([
    'nothing-expected',
    'accounting',
    'protocol',
    'limit-hit',
    'client-failure',
    'clock-not-comparable',
    'generator-saturated',
    'source-lag',
  ]);
});

const isRule = (value: unknown): value is WarningRule => typeof Object(value).find === 'function';

test('every rule of warnings/ is among them, and has its test beside it', async () => {
  const folder = new URL('./warnings/', import.meta.url);
  const files = await readdir(folder);
  const found: WarningRule[] = [];
  for (const file of files.filter((name) => !/\.test\.ts$|-process\.ts$|^test-/.test(name))) {
    const rules = Object.values(await import(new URL(file, folder).href)).filter(isRule);
    if (rules.length > 0) expect(files).toContain(file.replace(/\.ts$/, '.test.ts'));
    found.push(...rules);
  }
  expect(new Set(found)).toEqual(new Set(WARNINGS));
});
