import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import type { Trial } from '../results/schema.ts';

const codes = defineErrorCodes({
  'slo-malformed': 'A service level objective is not written as the lab reads it',
});

/** End-to-end latency by the names of a result: what a person waits. */
const LATENCIES = ['p50', 'p90', 'p99', 'p999', 'max'] as const;
/** Of the expected deliveries. */
const COUNTS = ['lost', 'duplicated', 'reordered'] as const;

type Clause =
  | { readonly metric: (typeof LATENCIES)[number]; readonly text: string; readonly belowUs: number }
  | {
      readonly metric: (typeof COUNTS)[number];
      readonly text: string;
      /** A share of the expected deliveries; `null` where there must be none. */
      readonly belowShare: number | null;
    };

/** A service level objective: all of its clauses must hold. */
export interface Slo {
  readonly text: string;
  readonly clauses: readonly Clause[];
}

/** What an objective is judged by. */
export type Judged = Pick<Trial, 'latencyUs' | 'deliveries'>;

const US: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, m: 60e6 };

/**
 * Reads an objective such as `p99<250ms,lost=0`: clauses separated by commas, each a latency below a
 * duration (`p50 p90 p99 p999 max`), or a count that is none or below a share of the expected
 * deliveries (`lost=0`, `lost<0.1%`, `duplicated`, `reordered`).
 *
 * @throws UsageError that quotes the clause and says what it may be
 */
export function parseSlo(text: string): Slo {
  const clauses = text.split(',').map((clause) => parseClause(clause.replaceAll(/\s/g, '')));
  const twice = clauses.find(({ metric }, index) =>
    clauses.slice(0, index).some((earlier) => earlier.metric === metric),
  );
  if (twice !== undefined) throw malformed(`${twice.metric} once`, twice.text);
  return { text: clauses.map((clause) => clause.text).join(','), clauses };
}

function parseClause(text: string): Clause {
  const [, metric = '', operator = '', value = ''] = /^(\w+)([<=>]+)(.+)$/.exec(text) ?? [];
  const latency = LATENCIES.find((name) => name === metric);
  if (latency !== undefined) {
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(us|ms|s|m)$/.exec(value) ?? [];
    if (operator !== '<' || !(Number(amount) > 0)) {
      throw malformed(`${metric} below a duration, such as ${metric}<250ms`, text);
    }
    return { metric: latency, text, belowUs: Number(amount) * (US[unit] ?? Number.NaN) };
  }
  const count = COUNTS.find((name) => name === metric);
  if (count === undefined) {
    const names = [...LATENCIES, ...COUNTS].join(', ');
    throw malformed(`clauses such as p99<250ms or lost=0, with ${names}`, text);
  }
  if (operator === '=' && value === '0') return { metric: count, text, belowShare: null };
  const [, share, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(value) ?? [];
  const belowShare = Number(share) / (percent === '%' ? 100 : 1);
  if (operator !== '<' || !(belowShare > 0 && belowShare <= 1)) {
    throw malformed(`${metric}=0, or ${metric} below a share such as ${metric}<0.1%`, text);
  }
  return { metric: count, text, belowShare };
}

const malformed = (expected: string, got: string): UsageError =>
  new UsageError(codes['slo-malformed'], { expected: `--slo to have ${expected}`, got: `"${got}"` });

/** The clauses that a trial broke, as they were written. A trial that received nothing has broken all latencies. */
export function brokenBy({ latencyUs, deliveries }: Judged, { clauses }: Slo): string[] {
  const { endToEnd } = latencyUs;
  return clauses
    .filter((clause) => {
      if ('belowUs' in clause) return endToEnd.count === 0 || endToEnd[clause.metric] >= clause.belowUs;
      const share = deliveries[clause.metric] / Math.max(1, deliveries.expected);
      return clause.belowShare === null ? share > 0 : share >= clause.belowShare;
    })
    .map(({ text }) => text);
}
