import type { Capacity, CapacityCase, CapacityProbe } from '../../harness/results/capacity-schema.ts';
import type { Table } from '../chart.ts';
import type { Language } from '../drawing/look.ts';
import { texts } from '../texts.ts';
import { sayFigure } from './rounding.ts';
import { MILLISECONDS } from './units.ts';

const words = texts.capacity;

/** Every probe of one search, in the order in which they were run. */
export function probesTable({ probes }: CapacityCase, { by }: Capacity, language: Language): Table {
  return {
    columns: [
      words.axis[by],
      words.outcome,
      words.p99,
      words.lost,
      words.serverCpu,
      words.generatorCpu,
      words.took,
    ].map((text) => text[language]),
    rows: probes.map((probe) => ({
      heading: probe.load.toLocaleString(language),
      cells: [outcomeOf(probe, language), ...figuresOf(probe, language), seconds(probe.tookUs, language)],
    })),
  };
}

function outcomeOf({ kept, broken, failure }: CapacityProbe, language: Language): string {
  if (failure !== null) return failure.message;
  return kept ? words.keptIt[language] : `✕ ${broken.join(', ')}`;
}

function figuresOf({ figures }: CapacityProbe, language: Language): string[] {
  if (figures === null) return ['–', '–', '–', '–'];
  const { latencyUs, lost, serverCpuShare, generatorCpuShare } = figures;
  const p99 = { value: latencyUs.p99, min: latencyUs.p99, max: latencyUs.p99, trials: 1 };
  return [
    sayFigure(p99, MILLISECONDS, language),
    lost.toLocaleString(language),
    percent(serverCpuShare),
    percent(generatorCpuShare),
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

const seconds = (us: number, language: Language): string =>
  `${Math.round(us / 1e6).toLocaleString(language)}\u00a0s`;
