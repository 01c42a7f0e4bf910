import { extname } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import { distil } from '../../reports/distil.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  exportComparison,
} from '../../reports/export/export-comparison.ts';
import type { Run } from '../results/schema.ts';
import { replaceFile } from '../results/store.ts';
import { readOptions } from './fields.ts';
import { readNamedRun } from './find-run.ts';

const codes = defineErrorCodes({
  'export-run-missing': 'A run to export is nowhere to be found',
  'export-nowhere': 'An HTML file was asked for, and no file to write it to',
  'export-run-twice': 'Two of the runs to export have one id',
  'export-format-unknown': 'A comparison cannot be exported in the format asked for',
  'export-case-missing': 'The case to compare with is not in the first run',
});

const EXAMPLES = `Examples:
  npm run report -- export <run> <run> --out compare.html    one file that opens from disk, offline
  npm run -s report -- export <run> <run> --format md        tables to paste into a pull request
  npm run -s report -- export <run> --format csv > run.csv   every metric of every case
`;

const shape = z.object({
  format: z.enum(EXPORT_FORMATS).optional(),
  out: z.string().min(1).optional(),
  runs: z.string().min(1),
  baseline: z.string().min(1).optional(),
  language: z.enum(['en', 'ko']),
});
type Options = z.infer<typeof shape>;

/** The subcommand that writes a comparison out of the browser. */
export const exportCommand = (): Command =>
  new Command('export')
    .description(
      'Writes a comparison of runs as one HTML file, Markdown, CSV or JSON; the first run is the baseline.',
    )
    .addHelpText('before', EXAMPLES)
    .addArgument(new Argument('<runs...>', 'ids, folders or run.json files'))
    .addOption(
      new Option('--format <format>', 'by the ending of --out unless told').choices([...EXPORT_FORMATS]),
    )
    .option('--out <file>', 'where to write; standard output unless told')
    .option('--runs <dir>', 'where ids are looked for', 'reports/runs')
    .option('--baseline <case>', 'a case of the first run that all cases are held against')
    .addOption(new Option('--language <language>', 'of Markdown').choices(['en', 'ko']).default('en'))
    .exitOverride()
    .showHelpAfterError('(--help shows examples)')
    .action(async (names: readonly string[], given: Record<string, unknown>) => {
      await exportRuns(names, readOptions(shape, given), process.stdout);
    });

/** Writes to the file that is asked for, else to `output`. Rejects with a UsageError for what was typed wrongly. */
export async function exportRuns(
  names: readonly string[],
  options: Options,
  output: { write(text: string): unknown },
): Promise<void> {
  const format = formatOf(options);
  const runs = await Promise.all(names.map((name) => findRun(name, options.runs)));
  checkOnce(names, runs);
  checkBaseline(options.baseline, runs[0]);
  const content = await exportComparison(runs.map(distil), {
    format,
    language: options.language,
    baselineCase: options.baseline,
  });
  if (options.out === undefined) output.write(content);
  else await replaceFile(options.out, content);
}

function formatOf({ format, out }: Pick<Options, 'format' | 'out'>): ExportFormat {
  const ending = out === undefined ? 'html' : extname(out).slice(1).toLowerCase();
  const asked = format ?? EXPORT_FORMATS.find((known) => known === ending);
  if (asked === undefined) {
    throw new UsageError(codes['export-format-unknown'], {
      expected: `--out to end in ${EXPORT_FORMATS.map((known) => `.${known}`).join(', ')}`,
      got: JSON.stringify(out),
      remedy: 'Name the file so, or give --format.',
    });
  }
  if (asked === 'html' && out === undefined) {
    throw new UsageError(codes['export-nowhere'], {
      expected: '--out with the name of the HTML file, or --format md, csv or json',
      got: 'neither',
      remedy: 'For example --out compare.html.',
    });
  }
  return asked;
}

const findRun = (name: string, folder: string): Promise<Run> =>
  readNamedRun(name, folder, {
    code: codes['export-run-missing'],
    expected: 'each run to be a run’s id, its folder or its run.json',
    remedy: 'Name the folder that ids are looked for in by --runs.',
  });

/** A comparison tells runs by their ids, and would show one of the two only. */
function checkOnce(names: readonly string[], runs: readonly Run[]): void {
  const ids = runs.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  if (twice === undefined) return;
  const same = names.filter((_, place) => ids[place] === twice);
  throw new UsageError(codes['export-run-twice'], {
    expected: 'runs with ids of their own',
    got: `${JSON.stringify(twice)} in ${same.join(' and ')}`,
    remedy: 'Name each run once; give a copy an id of its own in its run.json.',
  });
}

function checkBaseline(baseline: string | undefined, first: Run | undefined): void {
  const ids = first?.cases.map(({ id }) => id) ?? [];
  if (baseline === undefined || ids.includes(baseline)) return;
  throw new UsageError(codes['export-case-missing'], {
    expected: '--baseline to be a case of the first run',
    got: JSON.stringify(baseline),
    remedy: `It has ${ids.join(', ') || 'none'}.`,
  });
}
