import type { CapacityCase } from '../../harness/results/capacity-schema.ts';
import type { Run } from '../../harness/results/schema.ts';
import type { Table } from '../chart.ts';
import { sayCapacity, sayStopper, saySure } from '../figures/capacity.ts';
import { texts } from '../texts.ts';
import type { Look } from './look.ts';
import { lookOf } from './series.ts';

const words = texts.capacity;

/** What a search for capacity found, a row for each case. */
export function capacityTable(run: Run, cases: readonly CapacityCase[], look: Look): Table {
  const { language } = look;
  return {
    columns: [texts.charts.case, words.answer, words.stoppedBy, words.sure, words.probes].map(
      (text) => text[language],
    ),
    rows: cases.map((one) => ({
      heading: lookOf(run, one, look).name,
      cells: [
        sayCapacity(one, language),
        sayStopper(one, language),
        saySure(one, language),
        String(one.probes.length),
      ],
    })),
  };
}
