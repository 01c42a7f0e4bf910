import type { TrialOutcome } from '../../assemble-trial.ts';
import type { Trial } from '../../results/schema.ts';

/** Later than with the directive by this much is worth a word; less comes of a busy machine. */
const LATE_US = 1_000_000;
/** Tabs open within a moment; this much longer is somebody's patience. */
const SLOW_CONNECT_US = 2_500_000;
const MANY_TIMES = 2;
/** What fails sooner than this was not silent: it was refused. */
const AT_ONCE_US = 300_000;

/**
 * What became of a transport, in words for a table's cell.
 *
 * @param usual the same with nothing taken away; absent for that itself
 */
export function sayWhatIsSeen({ trial, failures }: TrialOutcome, subscribers: number, usual?: Trial): string {
  const { deliveries, interruptions, latencyUs, connections, phasesUs } = trial;
  const all = deliveries.starved > 0 && deliveries.received === 0;
  const status = statusIn(failures);
  if (all && status !== undefined) return `refused: every one is answered with ${status}`;
  if (all) return `nothing arrives within ${seconds(phasesUs.connect + phasesUs.warmUp + phasesUs.measure)}`;
  if (deliveries.starved === subscribers)
    return `held back for ${seconds(phasesUs.connect)} and more, then in blocks`;
  const told: string[] = [];
  if (deliveries.starved > 0) told.push(`${deliveries.starved} of ${subscribers} get no connection`);
  else if (usual !== undefined && phasesUs.connect > usual.phasesUs.connect + SLOW_CONNECT_US) {
    told.push(`connected after ${seconds(phasesUs.connect)}`);
  }
  if (interruptions !== undefined) {
    const how = status === undefined ? '' : `, answered with ${status}`;
    const { median } = interruptions.silentUs;
    told.push(median < AT_ONCE_US ? `requests fail${how}` : `cut after ${seconds(median)} of silence${how}`);
  }
  // What was lost behind a connection that never stood is no loss of its own.
  if (deliveries.lost > 0 && deliveries.starved === 0)
    told.push(`${deliveries.lost} of ${deliveries.expected} events lost`);
  if (usual !== undefined && deliveries.starved === 0 && interruptions === undefined) {
    const laterUs = latencyUs.delivery.p50 - usual.latencyUs.delivery.p50;
    if (laterUs > LATE_US) told.push(`late: ${seconds(latencyUs.delivery.p50)} at the median`);
    if (connections.tcpOpened > usual.connections.tcpOpened * MANY_TIMES)
      told.push(
        `${connections.tcpOpened} connections to the server for ${connections.httpRequests} requests`,
      );
  }
  if (told.length === 0 && failures.size > 0) told.push([...failures.keys()][0] as string);
  if (told.length > 0) return told.join('; ');
  return usual === undefined ? 'all arrives' : 'as before';
}

/** The HTTP status that most failures were about. */
function statusIn(failures: TrialOutcome['failures']): string | undefined {
  const most = [...failures].sort(([, a], [, b]) => b - a).map(([what]) => what);
  return most
    .map((what) => /answered (?:with )?(\d{3})/.exec(what)?.[1])
    .find((status) => status !== undefined);
}

const seconds = (us: number): string => `${(us / 1e6).toFixed(1)} s`;
