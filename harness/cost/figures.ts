import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../results/store.ts';
import { barsAsMarkdown, verdictOf } from './bars.ts';

// An interval that there is none of is NaN, which JSON writes as null.
const figure = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

/** What one subject said when it was measured last. */
const figuresShape = z.object({
  subject: z.string(),
  title: z.string(),
  measuredAt: z.string(),
  command: z.string(),
  bars: z.array(
    z.object({
      what: z.string(),
      figure: z.object({ median: figure, low: figure, high: figure, blocks: z.number() }),
      unit: z.enum(['×', 'µs', 'KB', 'ms', '/s', '']),
      atMost: z.number().exactOptional(),
    }),
  ),
});

export type Figures = z.infer<typeof figuresShape>;

const PREFIX = 'bars-';

/** Keeps a subject's figures beside the runs, in place of those before: they may be measured piece by piece. */
export const saveFigures = (out: string, figures: Figures): Promise<void> =>
  replaceFile(join(out, `${PREFIX}${figures.subject}.json`), `${JSON.stringify(figures, null, 2)}\n`);

/** The figures of every subject that was measured, by name. */
export async function readFigures(out: string): Promise<Figures[]> {
  const names = await readdir(out).catch(() => []);
  const own = names.filter((name) => name.startsWith(PREFIX) && name.endsWith('.json')).sort();
  return Promise.all(
    own.map(async (name) => figuresShape.parse(JSON.parse(await readFile(join(out, name), 'utf8')))),
  );
}

/** All of them in Markdown: a table for each subject, and which bars hold at the end. */
export function figuresAsMarkdown(all: readonly Figures[]): string {
  const tables = all.map(
    ({ title, measuredAt, command, bars }) =>
      `### ${title}\n\n\`${command}\`, ${measuredAt.slice(0, 16).replace('T', ' ')} UTC\n\n${barsAsMarkdown(bars)}`,
  );
  return [...tables, sumOfVerdicts(all)].join('\n');
}

/** How many bars hold, and which do not. */
export function sumOfVerdicts(all: readonly Figures[]): string {
  const held = all.flatMap(({ bars }) => bars).filter(({ atMost }) => atMost !== undefined);
  const named = (wanted: string): string[] =>
    held.filter((bar) => verdictOf(bar) === wanted).map(({ what }) => what);
  const [unsure, missed] = [named('unsure'), named('missed')];
  const lines = [`${held.length - missed.length} of ${held.length} bars hold.`];
  if (unsure.length > 0) lines.push(`Not surely: ${unsure.join('; ')}.`);
  if (missed.length > 0) lines.push(`Missed: ${missed.join('; ')}.`);
  return `${lines.join('\n')}\n`;
}
