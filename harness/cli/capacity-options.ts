import { type Command, Option } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import type { CapacityRequest } from '../capacity/case-search.ts';
import { parseSlo } from '../capacity/slo.ts';
import type { BenchRequest } from '../plan.ts';
import { durationBetween } from './fields.ts';

const codes = defineErrorCodes({
  'capacity-option': 'An option that has no meaning with --find-capacity, or none without it',
});

const USUAL = { slo: 'p99<250ms,lost=0', by: 'clients' } as const;

/** Unless told a run of one or two searches ends in five minutes; of more, each has half of that. */
const SEARCH_TIME_MS = 140_000;

/** Where a search by clients begins unless told: small enough for every transport, and not slow to leave. */
const FIRST_CLIENTS = 500;
/** A search goes down to this share of where it begins, and by clients up to what scenarios allow. */
const LEAST_SHARE = 0.02;
const MOST = 1_000_000;

export const capacityShape = {
  findCapacity: z.boolean().default(false),
  slo: z.string().optional(),
  by: z.enum(['clients', 'rate'], 'clients or rate').optional(),
  searchTime: durationBetween(5_000, 3_600_000).optional(),
};

/** Adds `--find-capacity` and what belongs to it. */
export const addCapacityOptions = (command: Command): Command =>
  command
    .option('--find-capacity', 'searches the largest load that keeps the objective, for each transport')
    .option(
      '--slo <clauses>',
      `the objective of the search (default: ${USUAL.slo}); clauses are p50, p90, p99,
p999 or max below a time, end to end, and lost, duplicated or
reordered =0 or below a share, such as lost<0.1%`,
    )
    .addOption(new Option('--by <what>', `what grows: clients or rate (default: ${USUAL.by})`))
    .option(
      '--search-time <time>',
      'longest search for each case (default: 140s; 280s where there is but one)',
    );

/**
 * The options with what a search uses unless told. One seed: with one schedule two searches can only
 * differ by what they measured. Short trials: there are many of them, and one stall of the machine breaks
 * any p99. No raw socket: a search takes minutes, and is asked what a transport carries.
 */
export function withSearchDefaults<
  Options extends { findCapacity: boolean; quick: boolean; raw: boolean; seed?: string | undefined },
>(options: Options & { duration?: number | undefined; warmup?: number | undefined }): Options {
  if (!options.findCapacity) return options;
  const usual = options.quick ? {} : { duration: 3_000, warmup: 500 };
  return { ...usual, seed: 'capacity', ...defined(options), raw: false };
}

const defined = <O extends object>(options: O): O =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as O;

interface Asked {
  readonly findCapacity: boolean;
  readonly slo?: string | undefined;
  readonly by?: 'clients' | 'rate' | undefined;
  readonly searchTime?: number | undefined;
  readonly clients?: readonly number[] | undefined;
  readonly trials?: number | undefined;
  readonly ledger?: boolean;
  readonly baseline?: string | undefined;
  readonly fault?: string | undefined;
  readonly engine?: readonly string[];
}

/** The search that was asked for; undefined for an ordinary run. Throws a LabError. */
export function readCapacity(
  asked: Asked,
  request: BenchRequest,
  searches: number,
): CapacityRequest | undefined {
  const { by = USUAL.by } = asked;
  if (!asked.findCapacity) {
    refuse('without', { slo: asked.slo, by: asked.by, 'search-time': asked.searchTime });
    return undefined;
  }
  const { trials, baseline, ledger, fault } = asked;
  const engine = asked.engine?.find((id) => id !== 'native');
  refuse('with', { trials, baseline, ledger: ledger || undefined, fault, engine });
  if (request.sweep !== undefined)
    refuse('with', { [request.sweep.parameter]: request.sweep.values.join(',') });
  const from = by === 'clients' && asked.clients === undefined ? FIRST_CLIENTS : request.parameters[by];
  if (from === undefined || from <= 0) {
    throw new UsageError(codes['capacity-option'], {
      expected: `a scenario with a ${by} above 0 to begin with`,
      got: from === undefined ? `${request.scenario.id}, which has none` : `--${by} ${from}`,
    });
  }
  return {
    by,
    slo: parseSlo(asked.slo ?? USUAL.slo),
    from,
    least: by === 'clients' ? Math.max(1, Math.round(from * LEAST_SHARE)) : from * LEAST_SHARE,
    most: MOST,
    searchTimeMs: asked.searchTime ?? (searches === 1 ? 2 * SEARCH_TIME_MS : SEARCH_TIME_MS),
  };
}

function refuse(how: 'with' | 'without', options: Readonly<Record<string, unknown>>): void {
  const [given] = Object.entries(options).filter(([, value]) => value !== undefined);
  if (given === undefined) return;
  const [name, value] = given;
  throw new UsageError(codes['capacity-option'], {
    expected: `no --${name} ${how} --find-capacity`,
    got: `--${name} ${value === true ? '' : value}`.trim(),
    ...(how === 'with' && {
      remedy: 'A search decides itself what it repeats, at which load, and how often.',
    }),
  });
}
