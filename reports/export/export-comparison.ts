import { type Baseline, baselineOf, heldRun } from '../compare/baseline.ts';
import { type ComparedCase, compareCases } from '../compare/compare-cases.ts';
import { type ComparedRun, casesOf, comparedRuns, type RunCase } from '../compare/compared-run.ts';
import { differencesBetween } from '../compare/run-differences.ts';
import type { Language } from '../drawing/look.ts';
import { renderComparison } from '../page.ts';
import type { Report } from '../report.ts';
import { comparisonRows } from './comparison-rows.ts';
import { csvText } from './csv.ts';
import { comparisonMarkdown } from './markdown.ts';

export const EXPORT_FORMATS = ['html', 'md', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly language: Language;
  /** A case of the first run that all are held against; absent: each case against the same one of the first run. */
  readonly baselineCase?: string | undefined;
  /** Where the page's code is, for HTML; as `renderComparison` has it. */
  readonly bundle?: URL | undefined;
}

interface Prepared {
  readonly runs: readonly ComparedRun[];
  readonly cases: readonly RunCase[];
  readonly baseline: Baseline;
  readonly compared: readonly ComparedCase[];
}

/** The comparison of these runs as the content of one file. The first run is the baseline. */
export async function exportComparison(
  reports: readonly Report[],
  { format, language, baselineCase, bundle }: ExportOptions,
): Promise<string> {
  const name = baselineCase === undefined ? null : `${reports[0]?.run.id}/${baselineCase}`;
  if (format === 'html') return renderComparison({ reports, baseline: name }, bundle);
  const prepared = prepare(reports, name);
  if (format === 'md') {
    const { runs, cases, compared, baseline } = prepared;
    return comparisonMarkdown(runs, cases, compared, baseline, language);
  }
  return format === 'csv' ? csvOf(prepared) : jsonOf(prepared);
}

function prepare(reports: readonly Report[], name: string | null): Prepared {
  const runs = comparedRuns(reports);
  const cases = casesOf(runs);
  const baseline = baselineOf(name, runs, cases);
  return { runs, cases, baseline, compared: compareCases(cases, baseline) };
}

function csvOf({ compared }: Prepared): string {
  const rows = comparisonRows(compared);
  const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
  return csvText(
    columns,
    rows.map((row) =>
      columns.map((column) => {
        const value = row[column];
        return typeof value === 'object' && value !== null
          ? value.join(' ')
          : plain(value as string | number | boolean | null);
      }),
    ),
  );
}

const plain = (value: string | number | boolean | null): string | number | null =>
  typeof value === 'boolean' ? String(value) : value;

function jsonOf({ runs, cases, baseline, compared }: Prepared): string {
  const held = heldRun(runs, baseline);
  const content = {
    schema: 'realtime-transport-lab/comparison/1',
    baseline: { by: baseline.by, name: baseline.name },
    runs: runs.map((of) => {
      const { id, startedAt, command, seed, environment, complete } = of.report.run;
      const against = held === undefined || of === held ? null : differencesBetween(of, held, cases);
      return {
        id,
        startedAt,
        command,
        seed,
        environment,
        complete,
        differences: against && {
          meaningless: [...against.forbidding, ...against.ofCases],
          noted: against.toNote,
          rawSocketDrift: against.drift,
        },
      };
    }),
    figures: comparisonRows(compared),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}
