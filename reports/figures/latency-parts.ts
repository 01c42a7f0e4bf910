import type { LatencyParts, LatencySplit } from '../../harness/results/latency-split-schema.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Scheme } from '../drawing/look.ts';
import { type Figure, figureOf } from './over-trials.ts';

export type LatencyPart = keyof LatencyParts;

interface PartLook {
  readonly title: Texts;
  readonly colour: Readonly<Record<Scheme, string>>;
}

/** In the order in which a delivery goes through them. */
export const LATENCY_PARTS: Readonly<Record<LatencyPart, PartLook>> = {
  source: {
    title: { en: 'until published', ko: '발행까지' },
    colour: { light: '#8a8f98', dark: '#9aa0aa' },
  },
  poll: {
    title: { en: 'until the next poll', ko: '다음 폴링까지' },
    colour: { light: '#f0c36a', dark: '#d9a94a' },
  },
  server: {
    title: { en: 'in the server', ko: '서버 안에서' },
    colour: { light: '#2f5d8a', dark: '#5b8fc4' },
  },
  wire: {
    title: { en: 'on the wire and in the client', ko: '네트워크와 클라이언트에서' },
    colour: { light: '#a9cfb5', dark: '#7fb594' },
  },
  unsplit: {
    title: { en: 'server, wire and client', ko: '서버, 네트워크, 클라이언트' },
    colour: { light: '#7a9aa0', dark: '#6f9299' },
  },
  replay: {
    title: { en: 'away, then replayed', ko: '끊겼다가 다시 받기까지' },
    colour: { light: '#b0699a', dark: '#cc8ab8' },
  },
};

export const PART_NAMES = Object.keys(LATENCY_PARTS) as readonly LatencyPart[];

export interface MeanSplit {
  /** Over all trials together. */
  readonly partsUs: LatencyParts;
  readonly sumUs: number;
  /** With the range of the trials' own means. */
  readonly mean: Figure;
  readonly deliveries: number;
}

/** One share of a case over its trials: means may be put together, weighted by what they are of. */
export function splitOf(benchCase: BenchCase, share: 'all' | 'slowest'): MeanSplit | null {
  const shares = benchCase.trials.flatMap(({ latencySplit }): LatencySplit['all'][] => {
    const own = latencySplit?.[share];
    return own == null || own.deliveries === 0 ? [] : [own];
  });
  const deliveries = sum(shares.map((one) => one.deliveries));
  const mean = figureOf(shares.map(({ meanUs }) => meanUs));
  if (mean === null) return null;
  const weighted = (of: (one: LatencySplit['all']) => number): number =>
    sum(shares.map((one) => of(one) * one.deliveries)) / deliveries;
  const parts = PART_NAMES.map((part) => [part, weighted(({ partsUs }) => partsUs[part])]);
  const sumUs = weighted(({ meanUs }) => meanUs);
  return {
    partsUs: Object.fromEntries(parts) as LatencyParts,
    sumUs,
    mean: { ...mean, value: sumUs },
    deliveries,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
