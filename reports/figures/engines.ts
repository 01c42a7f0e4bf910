import { supports } from '../../harness/results/percentiles.ts';
import type { BenchCase, Latency, Run } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Language } from '../drawing/look.ts';
import { caseName } from '../drawing/series.ts';
import { fill, texts } from '../texts.ts';
import { type Figure, overTrials, sumOverTrials } from './over-trials.ts';
import { roundFigure, sayFigure } from './rounding.ts';
import { COUNT, MILLISECONDS, type Unit } from './units.ts';

const words = texts.engines;

/** One case as each of its engines played it. */
export interface PlayedCase {
  /** What all of them have in common. */
  readonly name: string;
  readonly by: readonly { readonly engine: string; readonly benchCase: BenchCase }[];
}

/** The cases of a run that differ in nothing but who played the clients; those of one engine only are left out. */
export function playedBySeveral(run: Run, language: Language): readonly PlayedCase[] {
  const groups = Map.groupBy(
    run.cases.filter(({ trials }) => trials.length > 0),
    (one) =>
      JSON.stringify({
        ...withoutEngine(one),
        id: null,
        trials: null,
        summary: null,
        warnings: null,
        ledger: null,
      }),
  );
  return [...groups.values()]
    .filter((cases) => cases.length > 1)
    .map((cases) => ({
      name: caseName(run, withoutEngine(cases[0] as BenchCase), language),
      by: cases.map((benchCase) => ({ engine: engineOf(benchCase, language), benchCase })),
    }));
}

function withoutEngine(one: BenchCase): BenchCase {
  const { engine: _, ...parameters } = one.parameters;
  return { ...one, parameters };
}

const engineOf = ({ parameters }: BenchCase, language: Language): string =>
  String(parameters.engine ?? words.native[language]);

export interface EngineColumn {
  readonly title: Texts;
  readonly meaning: Texts;
  readonly unit: Unit;
  of(benchCase: BenchCase): Figure | null;
}

const percentile = (kind: 'request' | 'delivery', p: number, name: 'p50' | 'p99') => (one: BenchCase) =>
  overTrials(one, ({ latencyUs }) => {
    const latency: Latency | undefined = latencyUs[kind];
    return latency !== undefined && supports(latency.count, p) ? latency[name] : null;
  });

const { requestP50, requestP99, deliveryP50, deliveryP99, received, requests } = words.columns;

/** The columns of the cross-check, in order. */
export const engineColumns: readonly EngineColumn[] = [
  { ...requestP50, unit: MILLISECONDS, of: percentile('request', 0.5, 'p50') },
  { ...requestP99, unit: MILLISECONDS, of: percentile('request', 0.99, 'p99') },
  { ...deliveryP50, unit: MILLISECONDS, of: percentile('delivery', 0.5, 'p50') },
  { ...deliveryP99, unit: MILLISECONDS, of: percentile('delivery', 0.99, 'p99') },
  { ...received, unit: COUNT, of: (one) => sumOverTrials(one, ({ deliveries }) => deliveries.received) },
  { ...requests, unit: COUNT, of: (one) => overTrials(one, ({ connections }) => connections.httpRequests) },
];

/** A figure and the range of its trials below it. */
export function engineCell(
  { unit, of }: EngineColumn,
  benchCase: BenchCase,
  language: Language,
): { readonly value: string; readonly range: string | null } {
  const figure = of(benchCase);
  return figure === null ? { value: '–', range: null } : roundFigure(figure, unit, language);
}

/** Past this share of a core, the core is what holds a rate back. */
const FULL = 0.9;

/** One sentence for each case whose engine measured saturation: how many requests, and whose limit that is. */
export function sayingsOfSaturation(run: Run, language: Language): readonly string[] {
  return run.cases.flatMap((one) => {
    const pick = (name: 'requestsPerSecond' | 'connections' | 'serverCpuShare' | 'clientCpuShare') =>
      overTrials(one, ({ engine }) => engine?.saturation[name] ?? null);
    const [rate, connections, server, client] = [
      pick('requestsPerSecond'),
      pick('connections'),
      pick('serverCpuShare'),
      pick('clientCpuShare'),
    ];
    if (rate === null || connections === null || server === null || client === null) return [];
    const limit =
      server.value >= FULL ? words.serverFull : client.value >= FULL ? words.clientFull : words.nobodyFull;
    return fill(words.saturated, language, {
      name: caseName(run, one, language),
      rate: sayFigure(rate, COUNT, language, true),
      connections: sayFigure(connections, COUNT, language),
      limit: limit[language],
    });
  });
}
