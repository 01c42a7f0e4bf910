import type { TrialOutcome } from '../../assemble-trial.ts';
import type { Trial } from '../../results/schema.ts';

/** Later than with the directive by this much, and so many times, is worth a word. */
const LATE = { us: 100_000, times: 5 };
/** Tabs open within a moment; this much longer is somebody's patience. */
const SLOW_CONNECT_US = 700_000;
const MANY_TIMES = 2;

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
    told.push(`cut after ${seconds(interruptions.silentUs.median)} of silence${how}`);
  }
  // What was lost behind a connection that never stood is no loss of its own.
  if (deliveries.lost > 0 && deliveries.starved === 0)
    told.push(`${deliveries.lost} of ${deliveries.expected} events lost`);
  if (usual !== undefined && told.length === 0) {
    const [own, other] = [latencyUs.delivery.p50, usual.latencyUs.delivery.p50];
    if (own > other + LATE.us && own > other * LATE.times) told.push(`late: ${seconds(own)} at the median`);
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
