import { supports } from '../../harness/results/percentiles.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import { type Report, valueAt } from '../report.ts';
import { texts } from '../texts.ts';
import { type Figure, overTrials, sumOverTrials } from './over-trials.ts';
import { cpuMultipleOf } from './reference.ts';
import { BYTES, COUNT, KILOBYTES, MICROSECONDS, MILLISECONDS, TIMES, type Unit } from './units.ts';

/** One column of the summary: what it is called, what it means, and how to get it from a case. */
export interface Measure {
  readonly title: Texts;
  readonly meaning: Texts;
  readonly unit: Unit;
  of(report: Report, benchCase: BenchCase): Figure | null;
  /** Shown only where some case has more than none of it. */
  readonly onlyWhenSeen?: true;
  /** Any of it is trouble, and is marked. */
  readonly bad?: true;
}

/** The percentile of all trials together, with the range of the trials' own. */
const percentile =
  (kind: 'endToEnd' | 'delivery', p: number, name: 'p50' | 'p99') =>
  (report: Report, benchCase: BenchCase): Figure | null => {
    const own = overTrials(benchCase, ({ latencyUs }) =>
      supports(latencyUs[kind].count, p) ? latencyUs[kind][name] : null,
    );
    const merged = valueAt(report.curves[benchCase.id]?.[kind], p);
    if (merged === null) return own;
    return own === null ? { value: merged, min: merged, max: merged, trials: 1 } : { ...own, value: merged };
  };

const column = (name: keyof typeof texts.measures, unit: Unit, of: Measure['of']): Measure => ({
  ...texts.measures[name],
  unit,
  of,
});

export const endToEndP50 = column('endToEndP50', MILLISECONDS, percentile('endToEnd', 0.5, 'p50'));
export const endToEndP99 = column('endToEndP99', MILLISECONDS, percentile('endToEnd', 0.99, 'p99'));
const deliveryP50 = column('deliveryP50', MILLISECONDS, percentile('delivery', 0.5, 'p50'));
const deliveryP99 = column('deliveryP99', MILLISECONDS, percentile('delivery', 0.99, 'p99'));
const lost = column('lost', COUNT, (_, one) => sumOverTrials(one, (trial) => trial.deliveries.lost));
const duplicated = column('duplicated', COUNT, (_, one) =>
  sumOverTrials(one, (trial) => trial.deliveries.duplicated),
);
const starved = column('starved', COUNT, (_, one) => sumOverTrials(one, (trial) => trial.deliveries.starved));
const reordered = column('reordered', COUNT, (_, one) =>
  sumOverTrials(one, (trial) => trial.deliveries.reordered),
);
const tcpOpened = column('tcpOpened', COUNT, (_, one) =>
  overTrials(one, (trial) => trial.connections.tcpOpened),
);
export const httpRequests = column('httpRequests', COUNT, (_, one) =>
  overTrials(one, (trial) => trial.connections.httpRequests),
);
export const bytesPerDelivery = column('bytesPerDelivery', BYTES, (_, one) =>
  overTrials(one, (trial) => trial.bytes.perDelivery),
);
export const cpuPerDelivery = column('cpuPerDelivery', MICROSECONDS, (_, one) =>
  overTrials(one, (trial) => trial.server.cpuUsPerDelivery),
);
const proxyCpuPerDelivery = column('proxyCpuPerDelivery', MICROSECONDS, (_, one) =>
  overTrials(one, (trial) => trial.proxy?.cpuUsPerDelivery ?? null),
);
export const cpuMultiple = column('cpuMultiple', TIMES, cpuMultipleOf);
export const memoryPerConnection = column('memoryPerConnection', KILOBYTES, (_, one) =>
  overTrials(one, (trial) => trial.server.rssBytesPerConnection),
);
export const memoryPerSubscriber = column('memoryPerSubscriber', KILOBYTES, (_, one) =>
  overTrials(one, (trial) => trial.server.rssBytesPerSubscriber),
);

/** The columns of the summary table, in order. */
export const measures: readonly Measure[] = [
  endToEndP50,
  endToEndP99,
  deliveryP50,
  deliveryP99,
  { ...lost, bad: true },
  { ...duplicated, bad: true },
  { ...reordered, bad: true, onlyWhenSeen: true },
  { ...starved, bad: true, onlyWhenSeen: true },
  tcpOpened,
  httpRequests,
  bytesPerDelivery,
  cpuPerDelivery,
  cpuMultiple,
  proxyCpuPerDelivery,
  memoryPerConnection,
  memoryPerSubscriber,
];
