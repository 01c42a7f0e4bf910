import { styleText } from 'node:util';
import { axisNames } from '../results/axes.ts';
import { isSupported } from '../results/percentiles.ts';
import type { BenchCase, Run } from '../results/schema.ts';
import { atPoint, type Sweep, sweepOf } from '../results/sweep.ts';
import { flawOf, isValid } from '../results/validity.ts';
import { sayDuration, sayLoad } from './figures.ts';
import { newTable } from './table-frame.ts';

/** A column: its head, and its cell for a case. */
interface Column {
  readonly head: string;
  readonly cell: (benchCase: BenchCase, reference: BenchCase | undefined) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'latency p50\nend to end', cell: (one) => microseconds(supported(one, 'latencyUs.endToEnd.p50')) },
  { head: 'p99', cell: (one) => microseconds(supported(one, 'latencyUs.endToEnd.p99')) },
  { head: 'delivered', cell: delivered },
  { head: 'TCP\nconns', cell: (one) => whole(median(one, 'connections.tcpPeak')) },
  { head: 'HTTP\nrequests', cell: (one) => whole(median(one, 'connections.httpRequests')) },
  { head: 'bytes per\ndelivery', cell: (one) => whole(median(one, 'bytes.perDelivery')) },
  { head: 'server CPU\nper delivery', cell: serverCpu },
];

/** Where clients went through one. */
const PROXY: Column = {
  head: 'proxy CPU\nper delivery',
  cell: (one) => microseconds(median(one, 'proxy.cpuUsPerDelivery')),
};

const columnsOf = ({ proxies }: Run): readonly Column[] => (proxies ? [...COLUMNS, PROXY] : COLUMNS);

/** The summary as people see it at the end of a run: medians over the trials, value by value of a sweep. */
export function summaryTable(run: Run): string {
  const table = newTable(columnsOf(run).map(({ head }) => head));
  const sweep = sweepOf(run);
  if (sweep === null) table.push(...rowsOf(run));
  else
    for (const value of sweep.values)
      table.push(headingOf(run, sweep, value), ...rowsOf(atPoint(run, sweep, value)));
  return table.toString();
}

/** The row above the cases of one value. */
function headingOf(run: Run, { parameter, values }: Sweep, value: number): string[] {
  // Room above it for all but the first.
  return [`${value === values[0] ? '' : '\n'}${sayLoad(value, parameter)}:`, ...columnsOf(run).map(() => '')];
}

function rowsOf(run: Run): string[][] {
  const reference = run.cases.find(
    (one) => run.transports[one.transport]?.role === 'reference' && isValid(one),
  );
  return run.cases.map((one) => {
    const title = caseTitle(run, one);
    const cells = columnsOf(run).map(({ cell }) => (one.trials.length === 0 ? '–' : cell(one, reference)));
    const flaw = flawOf(one);
    return flaw === undefined ? [title, ...cells] : [`${title}${FLAWS[flaw]}`, ...cells].map(grey);
  });
}

const FLAWS = { invalid: ', not valid', damaged: ', damaged as foretold' } as const;

/** Grey on a terminal that has colours; else the words must do. */
export const grey = (text: string): string => styleText('dim', text, { stream: process.stderr });

/** Such as "WebSocket HTTP/2", with what else tells it from its neighbours on a line of its own. */
export const caseTitle = (run: Run, one: BenchCase): string =>
  [columnTitle(run, one), axisNames(one).join(' ')].filter((line) => line !== '').join('\n');

/** Such as "WebSocket HTTP/2". */
function columnTitle(run: Run, { transport, http }: Pick<BenchCase, 'transport' | 'http'>): string {
  const title = run.transports[transport]?.title.en ?? transport;
  return http === null ? title : `${title} HTTP/${http}`;
}

/** One line for each case that was asked for and cannot be. */
export const unavailableLines = (run: Run): string[] =>
  run.unavailable.map((one) => {
    const variant = one.variant === undefined ? '' : ` ${one.variant}`;
    return `not available: ${columnTitle(run, one)}${variant}: ${one.reason.en}`;
  });

const median = (one: BenchCase, path: string): number | undefined => one.summary[path]?.median;

/** Nothing where a trial has too few samples for the percentile. */
const supported = (one: BenchCase, path: string): number | undefined =>
  one.trials.every((trial) => isSupported(trial, path)) ? median(one, path) : undefined;

const whole = (value: number | undefined): string =>
  value === undefined ? '–' : Math.round(value).toLocaleString('en');

const microseconds = (value: number | undefined): string => (value === undefined ? '–' : sayDuration(value));

function delivered({ trials }: BenchCase): string {
  const sum = (name: 'expected' | 'received' | 'duplicated' | 'reordered'): number =>
    trials.reduce((total, { deliveries }) => total + deliveries[name], 0);
  const flaws = [
    [sum('expected') - sum('received'), 'lost'],
    [sum('duplicated'), 'twice'],
    [sum('reordered'), 'late'],
  ].filter(([count]) => count !== 0);
  const told = flaws.map(([count, what]) => `${Number(count).toLocaleString('en')} ${what}`);
  return told.length === 0 ? `all ${whole(sum('expected'))}` : told.join('\n');
}

function serverCpu(one: BenchCase, reference: BenchCase | undefined): string {
  const own = median(one, 'server.cpuUsPerDelivery');
  const raw = reference && median(reference, 'server.cpuUsPerDelivery');
  const multiple = own === undefined || !raw ? '' : ` (${(own / raw).toFixed(1)}×)`;
  return `${microseconds(own)}${multiple}`;
}
