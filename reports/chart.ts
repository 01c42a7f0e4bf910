import type { ChartConfiguration } from 'chart.js';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import { CHART_GROUPS, type ChartGroup } from './chart-groups.ts';
import type { Look } from './drawing/look.ts';
import type { LegendEntry } from './drawing/series.ts';
import type { Report } from './report.ts';

const codes = defineErrorCodes({
  'chart-malformed': 'A file in reports/charts does not export a chart by default',
});

/** One chart: what every `reports/charts/<id>.ts` exports by default. */
export interface Chart extends Part {
  readonly title: Texts;
  /** One sentence that tells a stranger how to read it. */
  readonly reading: Texts;
  /** The question that it answers. */
  readonly group: ChartGroup;
  /** Its place in its group, lowest first; leave gaps. */
  readonly order: number;
  /** It gets the whole width of the page. */
  readonly wide?: true;
  /** Is given a sweep as a whole; the other charts one value of it, which the reader chooses. */
  readonly overSweep?: true;
  /** Pure: the same report and look give the same drawing. Touches no document. */
  draw(report: Report, look: Look): Drawing;
}

/** What is drawn, or why it cannot be for this run. */
export type Drawing = Drawn | { readonly reason: Texts };

export interface Drawn {
  readonly config: ChartConfiguration<'line', LinePoint[]> | ChartConfiguration<'bar', (number | null)[]>;
  /** The same data as text, for those who cannot see or trust a picture. */
  readonly table: Table;
  /** What the figures are exactly, for a file, where the datasets are drawn on a scale of their own. */
  readonly exact?: ExactData;
  /** Entries in the order of the datasets; empty where the axis already names everything. */
  readonly legend: readonly LegendEntry[];
  /** Rows that the chart stacks from top to bottom, which its height must follow. */
  readonly rows?: number;
  /** Of one of them, in rem; a bar's where absent. */
  readonly rowRem?: number;
}

/** Names of columns for programs, and values that nobody rounded. */
export interface ExactData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface LinePoint {
  readonly x: number;
  readonly y: number | null;
}

/** All strings are final: in the reader's language, rounded. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly heading: string; readonly cells: readonly string[] }[];
}

/** Checks a default export; throws a plain Error that says what is missing. */
export function readChart(candidate: unknown): Chart {
  const chart = candidate as Partial<Chart> | null | undefined;
  const both = (texts: Partial<Texts> | undefined): boolean => Boolean(texts?.en && texts.ko);
  if (typeof chart?.id !== 'string') throw new Error('a default export without an id');
  if (!both(chart.title)) throw new Error('no title in both languages');
  if (!both(chart.reading)) throw new Error('no reading sentence in both languages');
  if (!Object.hasOwn(CHART_GROUPS, chart.group ?? '')) throw new Error('no group that is in chart-groups.ts');
  if (typeof chart.order !== 'number') throw new Error('no order');
  if (typeof chart.draw !== 'function') throw new Error('no draw function');
  return chart as Chart;
}

/**
 * The charts of a bundle, in page order.
 * @param modules path → module, as `import.meta.glob('./charts/*.ts', { eager: true })` gives them
 */
export function chartsOf(modules: Readonly<Record<string, unknown>>): readonly Chart[] {
  const charts = Object.entries(modules).map(([path, module]) => {
    const name = path.replace(/^.*\/|\.ts$/g, '');
    try {
      const chart = readChart((module as { default?: unknown }).default);
      if (chart.id !== name) throw new Error(`the id ${chart.id}`);
      return chart;
    } catch (error) {
      throw new LabError(codes['chart-malformed'], {
        expected: `reports/charts/${name}.ts to export a chart with the id ${name} by default`,
        got: (error as Error).message,
        remedy: 'reports/README.md shows the shape.',
      });
    }
  });
  return charts.sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
}
