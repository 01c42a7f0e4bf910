import { isSupported } from '../../harness/results/percentiles.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Language } from '../drawing/look.ts';
import { fill } from '../texts.ts';
import { faultColumnTexts as words } from './fault-column-texts.ts';
import { sayLosses } from './losses.ts';
import { downtimeP50, overStruck, stormPeak } from './over-struck.ts';
import { type Figure, figureOf, sumOverTrials } from './over-trials.ts';
import { roundFigure } from './rounding.ts';
import { COUNT, MILLISECONDS, PER_SECOND, PERCENT, SECONDS, type Unit } from './units.ts';

/** A cell of the fault's table, finished. */
export interface FaultCell {
  readonly value: string;
  /** The range, or what the value is made of; a line each. */
  readonly notes: readonly string[];
  readonly bad: boolean;
}

export interface FaultColumn {
  readonly id: keyof typeof words;
  readonly title: Texts;
  readonly meaning: Texts;
  readonly unit: Unit;
  /** Null where a case has nothing to say. */
  cell(benchCase: BenchCase, language: Language): FaultCell | null;
}

function column(
  id: FaultColumn['id'],
  unit: Unit,
  of: (benchCase: BenchCase) => Figure | null,
  trouble = false,
): FaultColumn {
  return {
    ...words[id],
    id,
    unit,
    cell(benchCase, language) {
      const figure = of(benchCase);
      return figure && cellOf(figure, unit, language, trouble && figure.max > 0);
    },
  };
}

type Pick = Parameters<typeof overStruck>[1];

const median = (id: FaultColumn['id'], unit: Unit, pick: Pick, trouble = false): FaultColumn =>
  column(id, unit, (benchCase) => overStruck(benchCase, pick), trouble);

function cellOf(figure: Figure, unit: Unit, language: Language, bad: boolean): FaultCell {
  const { value, range } = roundFigure(figure, unit, language);
  return { value, notes: range === null ? [] : [range], bad };
}

/** The columns of the fault's table, in order. */
export const faultColumns: readonly FaultColumn[] = [
  { ...words.delivered, id: 'delivered', unit: PERCENT, cell: delivered },
  { ...words.lost, id: 'lost', unit: COUNT, cell: lost },
  column('repeated', COUNT, (one) => sumOverTrials(one, ({ deliveries }) => deliveries.duplicated), true),
  median('cutOff', COUNT, ({ affected }) => affected),
  column('downtimeP50', SECONDS, downtimeP50),
  median('downtimeP99', SECONDS, ({ downtimeUs }, trial) =>
    isSupported(trial, 'reconnection.downtimeUs.p99') ? downtimeUs?.p99 : null,
  ),
  median('downtimeMax', SECONDS, ({ downtimeUs }) => downtimeUs?.max),
  median('detection', MILLISECONDS, ({ detectionUs }) => detectionUs?.p50),
  column('storm', PER_SECOND, stormPeak),
  median('attempts', PER_SECOND, ({ peakAttemptsPerSecond }) => peakAttemptsPerSecond),
  median('replayed', COUNT, ({ replayed }) => replayed),
  median('neverReturned', COUNT, ({ neverReturned }) => neverReturned, true),
  { ...words.backToNormal, id: 'backToNormal', unit: SECONDS, cell: backToNormal },
];

function delivered(benchCase: BenchCase, language: Language): FaultCell | null {
  const figure = overStruck(benchCase, (_, { deliveries: { received, expected } }) =>
    expected === 0 ? null : (received / expected) * 100,
  );
  if (figure === null) return null;
  // Cut off and not rounded: what is not everything must not read 100.
  const say = (percent: number): string =>
    (Math.floor(percent * 100) / 100).toLocaleString(language, { maximumFractionDigits: 2 });
  const [value, low, high] = [figure.value, figure.min, figure.max].map(say) as [string, string, string];
  return { value, notes: low === high ? [] : [`${low}–${high}`], bad: figure.min < 100 };
}

function lost(benchCase: BenchCase, language: Language): FaultCell | null {
  const figure = sumOverTrials(benchCase, ({ deliveries }) => deliveries.lost);
  if (figure === null) return null;
  return { ...cellOf(figure, COUNT, language, figure.value > 0), notes: sayLosses([benchCase], language) };
}

/** A trial that did not come back to normal has no time, and must not vanish from the median unsaid. */
function backToNormal(benchCase: BenchCase, language: Language): FaultCell | null {
  const all = benchCase.trials.flatMap(({ reconnection }) => reconnection ?? []);
  const times = all.flatMap(({ backToNormalUs }) => backToNormalUs ?? []);
  if (all.length === 0) return null;
  const never = all.length - times.length;
  const unsaid = fill(words.backToNormal.never, language, { n: String(never), all: String(all.length) });
  const figure = figureOf(times);
  const cell =
    figure === null ? { value: '–', notes: [], bad: true } : cellOf(figure, SECONDS, language, never > 0);
  return never === 0 ? cell : { ...cell, notes: [...cell.notes, unsaid] };
}
