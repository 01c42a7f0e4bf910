import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Figures, figuresAsMarkdown, readFigures, saveFigures } from './figures.ts';
import type { Bar } from './subject.ts';

const bar = (what: string, median: number, blocks: number): Bar => {
  const edge = blocks === 1 ? Number.NaN : median;
  return { what, figure: { median, low: edge, high: edge, blocks }, unit: '×', atMost: 1.1 };
};
const figures = (subject: string, bars: Bar[]): Figures => ({
  subject,
  title: `Title of ${subject}`,
  measuredAt: '2026-11-22T10:20:30.000Z',
  command: `npm run bench:cost -- --only ${subject}`,
  bars,
});

test('what was measured piece by piece stands in one table, each piece as it was measured last', async () => {
  const out = await mkdtemp(join(tmpdir(), 'lab-figures-'));
  onTestFinished(() => rm(out, { recursive: true }));
  await saveFigures(out, figures('one', [bar('a', 9, 5)]));
  await saveFigures(out, figures('one', [bar('a', 1, 1)]));
  await saveFigures(out, figures('two', [bar('b', 1.2, 5)]));
  const all = await readFigures(out);
  expect(all.map(({ subject }) => subject)).toEqual(['one', 'two']);
  const markdown = figuresAsMarkdown(all);
  expect(markdown).toContain('### Title of one\n\n`npm run bench:cost -- --only one`, 2026-11-22 10:20 UTC');
  expect(markdown).toContain('| a | 1 × |  | ≤ 1.1 × | holds |');
  expect(markdown).toContain('1 of 2 bars hold.\nMissed: b.');
});

test('where nothing was measured there is nothing to show', async () => {
  expect(figuresAsMarkdown(await readFigures(join(tmpdir(), 'lab-no-such-folder')))).toBe(
    '0 of 0 bars hold.\n',
  );
});
