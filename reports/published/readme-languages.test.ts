import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, root), 'utf8');
const [english, korean] = await Promise.all([read('README.md'), read('README.ko.md')]);

const lines = (text: string, pattern: RegExp): string[] =>
  text.split('\n').filter((line) => pattern.test(line));
/** Indented lines are what a reader types; what stands behind a # explains it. */
const commandsOf = (text: string): string[] =>
  lines(text, /^ {4}\S/).map((line) => line.replace(/\s+# .*/, '').trim());
const headingsOf = (text: string): string[] =>
  lines(text, /^#+ /).map((line) => line.split(' ')[0] as string);
/** Cells that hold nothing but numbers, row by row. */
const figuresOf = (text: string): string[] =>
  lines(text, /^\|/)
    .map((line) => line.split('|').filter((cell) => /^[\s\d.,()–]+$/.test(cell) && /\d/.test(cell)))
    .filter((cells) => cells.length > 0)
    .map((cells) => cells.map((cell) => cell.trim()).join(' '));
/** What `code` names: options, files, ids. */
const namesOf = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name).filter((name) => /[-/.]/.test(name)),
  ),
];
const linksOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target))].sort();

test('both READMEs have the same commands in the same order', () => {
  expect(commandsOf(english).length).toBeGreaterThan(10);
  expect(commandsOf(korean)).toEqual(commandsOf(english));
});

test('both READMEs have the same headings, level by level', () => {
  expect(headingsOf(korean)).toEqual(headingsOf(english));
});

test('both READMEs have the same figures in their tables', () => {
  expect(figuresOf(english).length).toBeGreaterThan(9);
  expect(figuresOf(korean)).toEqual(figuresOf(english));
});

test('both READMEs name the same options and files', () => {
  const known = namesOf(korean);
  for (const name of namesOf(english)) expect(known).toContain(name);
});

test('both READMEs lead to the same places, and to each other', () => {
  const others = (text: string, own: string): string[] => linksOf(text).filter((target) => target !== own);
  expect(english).toContain('](README.ko.md)');
  expect(korean).toContain('](README.md)');
  expect(others(korean, 'README.md')).toEqual(others(english, 'README.ko.md'));
});
