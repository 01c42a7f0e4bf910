import type { ServerState } from '../transports/server-state.ts';
import type { Observer, Wish } from './observer.ts';
import { Readings, SUMMED } from './readings.ts';

/** The servers of a trial seen as one, and each by itself. */
export interface FleetState extends ServerState {
  readonly servers: readonly ServerState[];
}

/** Reads all servers of a trial at the same moment. */
export class FleetReadings {
  readonly #each: readonly Readings[];
  #tcpPeak = 0;

  constructor(observers: readonly Observer[]) {
    this.#each = observers.map((observer) => new Readings(observer));
  }

  /** Connections that were open at the last reading. */
  get tcpOpen(): number | null {
    const open = this.#each.flatMap(({ tcpOpen }) => tcpOpen ?? []);
    return open.length === 0 ? null : open.reduce((sum, count) => sum + count, 0);
  }

  async read(wish?: Wish): Promise<FleetState> {
    const servers = await Promise.all(this.#each.map((one) => one.read(wish)));
    const [first, ...others] = servers;
    if (first === undefined) throw new Error('a trial without a server was read');
    if (others.length === 0) return { ...first, servers };
    const all = mergeStates(first, others);
    // Who moves from one server to another is in the peak of both, so the peak of all is what was open together.
    this.#tcpPeak = Math.max(this.#tcpPeak, all.connections.tcpOpen);
    return { ...all, connections: { ...all.connections, tcpPeak: this.#tcpPeak }, servers };
  }

  /** To be told just before a server goes. */
  leave(index: number): void {
    this.#each[index]?.leave();
  }

  /** To be told when the next one stands in its place. */
  async comeBack(index: number): Promise<void> {
    await this.#each[index]?.comeBack();
  }
}

/** What is counted is summed, of what is late the worst is told, and what there is but once is the first one's. */
function mergeStates(first: ServerState, others: readonly ServerState[]): ServerState {
  const all = { ...first, connections: { ...first.connections } };
  for (const one of others) {
    for (const name of [...SUMMED, 'tcpOpen'] as const) all.connections[name] += one.connections[name];
    for (const name of SUMMED_FIGURES) all[name] += one[name];
    all.eventLoopDelayP99Us = Math.max(all.eventLoopDelayP99Us, one.eventLoopDelayP99Us);
    all.eventLoopDelayMaxUs = Math.max(all.eventLoopDelayMaxUs ?? 0, one.eventLoopDelayMaxUs ?? 0);
    if (all.cuts && one.cuts) all.cuts = mergeCuts(all.cuts, one.cuts);
    if (all.writes && one.writes) all.writes = mergeWrites(all.writes, one.writes);
    if (all.resources && one.resources) all.resources = sumCounts(all.resources, one.resources);
  }
  return all;
}

const SUMMED_FIGURES = [
  'cpuUs',
  'rssBytes',
  'heapUsedBytes',
  'subscribers',
  'waiters',
  'timers',
  'slowConsumers',
  'silentPeers',
] as const;

type Cuts = NonNullable<ServerState['cuts']>;
type Writes = NonNullable<ServerState['writes']>;

const mergeCuts = (a: Cuts, b: Cuts): Cuts => ({
  slowConsumersAtUs: [...a.slowConsumersAtUs, ...b.slowConsumersAtUs],
  silentPeersAtUs: [...a.silentPeersAtUs, ...b.silentPeersAtUs],
});

/** An event that several servers wrote, each to its own subscribers. */
function mergeWrites(a: Writes, b: Writes): Writes {
  const merged = new Map(a.map((write) => [`${write.channel} ${write.id}`, write]));
  for (const write of b) {
    const key = `${write.channel} ${write.id}`;
    const other = merged.get(key);
    merged.set(key, {
      ...write,
      count: write.count + (other?.count ?? 0),
      sumUs: write.sumUs + (other?.sumUs ?? 0),
      slowestUs: Math.max(write.slowestUs, other?.slowestUs ?? 0),
    });
  }
  return [...merged.values()];
}

function sumCounts(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sums: Record<string, number> = { ...a };
  for (const [kind, count] of Object.entries(b)) sums[kind] = (sums[kind] ?? 0) + count;
  return sums;
}
