import Table from 'cli-table3';
import type { Capacity, CapacityCase, CapacityProbe, Stopper } from '../results/capacity-schema.ts';
import type { Run } from '../results/schema.ts';
import { medianOf } from '../results/summary.ts';
import { sayDuration, sayLoad } from './figures.ts';

const STOPPERS: Readonly<Record<Stopper, string>> = {
  'server-cpu': 'server CPU',
  generator: 'generator-limited',
  memory: 'memory',
  files: 'open files',
  ports: 'local ports',
  connections: 'connection limit',
  streams: 'stream limit',
  'flow-control': 'flow control',
  'poll-interval': 'poll interval',
  unknown: 'not known',
};

/** The answers of a search as people see them at its end. */
export function capacityTable(run: Run, capacity: Capacity): string {
  const columns = [
    'capacity',
    'p99\nthere',
    'server CPU\nthere',
    'clients’ CPU\nthere',
    'stopped by',
    'sure',
    'probes',
  ];
  const table = new Table({
    head: ['', ...columns],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: process.stderr.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] },
    colAligns: [
      'left',
      ...columns.map((_, index) => (index === 4 || index === 5 ? 'left' : 'right') as 'left' | 'right'),
    ],
  });
  for (const one of capacity.cases) {
    const there = one.probes.filter(({ load, kept }) => load === one.answer && kept);
    const figure = (of: (figures: NonNullable<CapacityProbe['figures']>) => number): number =>
      medianOf(there.flatMap(({ figures }) => (figures === null ? [] : [of(figures)])));
    const title = run.transports[one.transport]?.title.en ?? one.transport;
    table.push([
      one.http === null ? title : `${title} HTTP/${one.http}`,
      sayAnswer(one, capacity),
      there.length === 0 ? '–' : sayDuration(figure(({ latencyUs }) => latencyUs.p99)),
      there.length === 0 ? '–' : sayShare(figure(({ serverCpuShare }) => serverCpuShare)),
      there.length === 0 ? '–' : sayShare(figure(({ generatorCpuShare }) => generatorCpuShare)),
      one.stoppedBy === null ? 'nothing yet' : STOPPERS[one.stoppedBy],
      saySure(one),
      String(one.probes.length),
    ]);
  }
  const heading = `Largest load that keeps ${capacity.slo}, to ${capacity.resolution * 100} %:`;
  return `${heading}\n${table.toString()}`;
}

/** What was seen of each limit, one line per case. */
export const stopLines = (run: Run, capacity: Capacity): string[] =>
  capacity.cases.flatMap(({ transport, http, stoppedBy, seen, next }) => {
    if (stoppedBy === null || seen === null) return [];
    const title = run.transports[transport]?.title.en ?? transport;
    const name = http === null ? title : `${title} HTTP/${http}`;
    const at = next === null ? '' : ` at ${sayLoad(next, capacity.by)}`;
    return [`${name}${at}: ${STOPPERS[stoppedBy]}: ${seen.en}`];
  });

function sayAnswer({ answer, next, atLeast, probes }: CapacityCase, { by }: Capacity): string {
  if (answer !== null) return `${atLeast ? '≥ ' : ''}${sayLoad(answer, by)}`;
  return probes.length === 0 || next === null ? '–' : `< ${sayLoad(next, by)}`;
}

/** How the probes on either side of the frontier came out. */
function saySure({ answer, next, confirmed, probes }: CapacityCase): string {
  const votes = (at: number | null, kept: boolean): string => {
    const own = probes.filter(({ load }) => load === at);
    return `${own.filter((probe) => probe.kept === kept).length} of ${own.length}`;
  };
  const sides = [
    ...(answer === null ? [] : [`kept ${votes(answer, true)}`]),
    ...(next === null ? [] : [`broken ${votes(next, false)} at ${next.toLocaleString('en')}`]),
  ];
  return confirmed ? sides.join(', ') : ['not confirmed', ...sides].join(': ');
}

const sayShare = (share: number): string => `${Math.round(share * 100)} %`;
