/** What the reader chose to look at; an address says it, so that a link shows the same. */
export interface View {
  /** Ids of the runs; empty where the page was given them. */
  readonly runs: readonly string[];
  /** A run's id or a case's key; null for the usual one. */
  readonly baseline: string | null;
  /** Values that are shown, by filter; one that is empty shows everything. */
  readonly filters: Readonly<Record<FilterName, readonly string[]>>;
  /** Keys of the cases that charts draw; null for the usual ones. */
  readonly lines: readonly string[] | null;
}

export const FILTER_NAMES = ['only', 'transport', 'http', 'scenario', 'fault'] as const;
/** `only`: runs. The others are named as in run.json. */
export type FilterName = (typeof FILTER_NAMES)[number];

export const EVERYTHING: View['filters'] = { only: [], transport: [], http: [], scenario: [], fault: [] };

/** Reads a view out of an address; names that it does not know are somebody else's. */
export function viewOf(address: URLSearchParams): View {
  return {
    runs: [...new Set(address.getAll('run'))],
    baseline: address.get('baseline'),
    filters: Object.fromEntries(
      FILTER_NAMES.map((name) => [name, [...new Set(address.getAll(name))]]),
    ) as Record<FilterName, string[]>,
    lines: address.has('line') ? address.getAll('line').filter((key) => key !== NONE) : null,
  };
}

/** Says that the reader chose to draw no line at all. */
const NONE = 'none';

/** Writes a view into an address, and leaves alone what is somebody else's. */
export function withView(
  address: URLSearchParams,
  { runs, baseline, filters, lines }: View,
): URLSearchParams {
  const written = new URLSearchParams(address);
  const own = { run: runs, baseline: baseline === null ? [] : [baseline], ...filters, line: linesOf(lines) };
  for (const [name, values] of Object.entries(own)) {
    written.delete(name);
    for (const value of values) written.append(name, value);
  }
  return written;
}

const linesOf = (lines: View['lines']): readonly string[] =>
  lines === null ? [] : lines.length === 0 ? [NONE] : lines;
