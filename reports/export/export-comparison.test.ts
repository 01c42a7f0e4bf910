import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { fixtureRun } from '../fixture-run.ts';
import { fixtureRuns } from '../fixture-runs.ts';
import { type ExportFormat, exportComparison } from './export-comparison.ts';

const [a, b, c] = fixtureRuns();
const exported = (runs: readonly Run[], format: ExportFormat, baselineCase?: string): Promise<string> =>
  exportComparison(runs.map(distil), { format, language: 'en', baselineCase });

interface Figure {
  readonly run: string;
  readonly case: string;
  readonly metric: string;
  readonly verdict: string | null;
  readonly ratio: number | null;
  readonly meaningless: readonly string[];
}

test('JSON has every metric of every case with its ratio and verdict', async () => {
  const content = JSON.parse(await exported([a, b], 'json'));
  const figures = content.figures as Figure[];
  const found = figures.find(
    (one) => one.run === b.id && one.case === 'live-feed/sse/2' && one.metric === 'server.cpuUsPerDelivery',
  );
  expect(found).toMatchObject({ verdict: 'higher', family: 'headline', baselineRun: a.id });
  expect(figures.find(({ run }) => run === a.id)).toMatchObject({ verdict: null, ratio: null });
  expect(content.runs[1].differences.noted).toEqual([{ name: 'express', own: '5.3.1', theirs: '5.3.0' }]);
});

test('a comparison that means nothing has a reason and no verdict, in every format', async () => {
  const figures = JSON.parse(await exported([a, c], 'json')).figures as Figure[];
  const others = figures.filter(({ run }) => run === c.id);
  expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set([null]));
  expect(others[0]?.meaningless).toEqual(['machine']);
  const lines = (await exported([a, c], 'csv')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + figures.length);
  expect(lines.at(-1)).toContain('machine');
  const markdown = await exported([a, c], 'md');
  expect(markdown).toContain('**another machine (processor Ampere Altra instead of AMD EPYC 7B13');
  expect(markdown).toContain('(another machine)');
  expect(markdown).not.toMatch(/\| [^|]*(↑|↓)/);
});

test('Markdown is a table with a row for each case of each run, with values, ranges and verdicts', async () => {
  const markdown = await exported([a, b], 'md');
  const rows = markdown.split('\n').filter((line) => /^\| (?!Case|:--)/.test(line));
  expect(rows).toHaveLength(18);
  expect(markdown).toMatch(/\| Server-Sent Events · HTTP\/2 · B \|.*↑ 1\.\d\d× \(/);
  expect(markdown).toContain(a.command);
});

test('Markdown of one run is held against the case that is asked for', async () => {
  const markdown = await exported([a], 'md', 'live-feed/raw-tcp');
  expect(markdown).toContain('| Raw socket (baseline) |');
});

test('names of a run are no markup in Markdown and no formula in CSV', async () => {
  const hostile = fixtureRun({
    trials: 2,
    change(run) {
      run.id = '=cmd|a';
      run.command = 'a `b` c';
      for (const transport of Object.values(run.transports))
        transport.title = { en: '<img> | @all [x](y)', ko: 'x' };
    },
  });
  const markdown = await exported([hostile], 'md');
  expect(markdown).toContain('&lt;img&gt; \\| &#64;all \\[x\\](y)');
  expect(markdown).toContain('``a `b` c``');
  expect(markdown).not.toContain('<img>');
  expect(await exported([hostile], 'csv')).toMatch(/\r\n'=cmd\|a,/);
});

test('HTML holds the case that is asked for as its baseline', async () => {
  const data = (html: string) => JSON.parse(/id="comparison">(.*?)<\/script>/s.exec(html)?.[1] ?? '');
  const bundle = new URL(`${pathToFileURL(await mkdtemp(join(tmpdir(), 'bundle-')))}/`);
  for (const name of ['page.js', 'page.css']) await writeFile(new URL(name, bundle), '');
  const asked = { format: 'html', language: 'en', bundle } as const;
  const held = await exportComparison([distil(a)], { ...asked, baselineCase: 'live-feed/raw-tcp' });
  expect(data(held).baseline).toBe(`${a.id}/live-feed/raw-tcp`);
  expect(data(await exportComparison([distil(a)], asked)).baseline).toBeNull();
  await rm(bundle, { recursive: true });
});
