import type { BenchCase } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import {
  bytesPerDelivery,
  cpuMultiple,
  cpuPerDelivery,
  endToEndP50,
  httpRequests,
  type Measure,
  memoryPerSubscriber,
} from './measures.ts';
import { downtimeP50, stormPeak } from './over-struck.ts';
import { COUNT, SECONDS } from './units.ts';

/** What cases are ranked by, where trials can tell them apart. */
export interface Question {
  readonly id: 'fastest' | 'cpu' | 'memory' | 'bytes' | 'requests' | 'away' | 'storm';
  readonly title: Texts;
  /** What is shown. */
  readonly measure: Pick<Measure, 'unit' | 'of'>;
  /** What tells two cases apart. */
  readonly metric: string;
  readonly what: Texts;
}

const words = texts.findings;

/** The questions that a run answers; a fault's come first. */
export function questionsOf(report: Report, cases: readonly BenchCase[]): readonly Question[] {
  // Two multiples of one raw socket compare as the costs do: block by block it cancels out.
  const costs = cases.some((one) => cpuMultiple.of(report, one) !== null)
    ? { measure: cpuMultiple, what: words.whatCpuMultiple }
    : { measure: cpuPerDelivery, what: words.whatCpu };
  return [
    ...faultQuestionsOf(cases),
    {
      id: 'fastest',
      title: words.fastest,
      measure: endToEndP50,
      metric: 'latencyUs.endToEnd.p50',
      what: words.whatFastest,
    },
    { id: 'cpu', title: words.cpu, metric: 'server.cpuUsPerDelivery', ...costs },
    {
      id: 'memory',
      title: words.memory,
      measure: memoryPerSubscriber,
      metric: 'server.rssBytesPerSubscriber',
      what: words.whatMemory,
    },
    {
      id: 'bytes',
      title: words.bytes,
      measure: bytesPerDelivery,
      metric: 'bytes.perDelivery',
      what: words.whatBytes,
    },
    {
      id: 'requests',
      title: words.requests,
      measure: httpRequests,
      metric: 'connections.httpRequests',
      what: words.whatRequests,
    },
  ];
}

/** An outage that did not end has no length, and who stays away raises no storm: neither is a merit. */
const allReturned = ({ trials }: BenchCase): boolean =>
  trials.every(({ reconnection }) => (reconnection?.neverReturned ?? 0) === 0);

function faultQuestionsOf(cases: readonly BenchCase[]): readonly Question[] {
  const away: Question = {
    id: 'away',
    title: texts.fault.findings.away,
    measure: { unit: SECONDS, of: (_, one) => (allReturned(one) ? downtimeP50(one) : null) },
    metric: 'reconnection.downtimeUs.p50',
    what: texts.fault.findings.whatAway,
  };
  const storm: Question = {
    id: 'storm',
    title: texts.fault.findings.storm,
    measure: { unit: COUNT, of: (_, one) => (allReturned(one) ? stormPeak(one) : null) },
    metric: 'reconnection.peakReconnectsPerSecond',
    what: texts.fault.findings.whatStorm,
  };
  const modes = new Set(
    cases.flatMap(({ trials }) => trials.flatMap(({ reconnection }) => reconnection?.mode ?? [])),
  );
  // Windows that were made equal, and how all return from them, are nobody's merit.
  return modes.has('wild') && !modes.has('equal-windows') ? [away, storm] : [];
}
