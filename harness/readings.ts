import { monotonicUs } from '../lab/clock.ts';
import type { ServerState } from '../transports/server-state.ts';
import type { Observer, Wish } from './observer.ts';

/** Totals since a server's start, by their place in its state. */
export const SUMMED = [
  'tcpOpened',
  'tlsHandshakes',
  'httpRequests',
  'http2Sessions',
  'http2Streams',
  'refused',
  'bytesToClients',
  'bytesFromClients',
] as const;

/**
 * The state of one server of a trial as one that never ends, though its process may: totals go on where those of
 * the process before ended, and while there is none, nothing is open. What a process counted after its
 * last reading is gone with it, half a second's worth at most; the start of the next process is not
 * counted as its work.
 */
export class Readings {
  readonly #observer: Observer;
  #last: ServerState | undefined;
  /** What is added to a process's own totals. */
  #carried: ServerState | undefined;
  #away = false;

  constructor(observer: Observer) {
    this.#observer = observer;
  }

  /** Connections that were open at the last reading. */
  get tcpOpen(): number | null {
    return this.#last?.connections.tcpOpen ?? null;
  }

  async read(wish?: Wish): Promise<ServerState> {
    if (this.#away) return this.#nobody();
    try {
      const state = await this.#observer.state(wish);
      // It went away while it was asked: this answer is of one that is carried already.
      if (this.#away) return this.#nobody();
      this.#last = this.#carried === undefined ? state : addTotals(state, this.#carried);
      return this.#last;
    } catch (error) {
      if (this.#away) return this.#nobody();
      throw error;
    }
  }

  /** To be told just before the server goes. */
  leave(): void {
    this.#away = true;
    this.#carried = this.#last;
  }

  /** To be told when the next one stands. */
  async comeBack(): Promise<void> {
    const { cpuUs } = await this.#observer.state();
    if (this.#carried !== undefined) this.#carried = { ...this.#carried, cpuUs: this.#carried.cpuUs - cpuUs };
    this.#away = false;
  }

  #nobody(): ServerState {
    const last = this.#last;
    if (last === undefined) throw new Error('a server was read that never stood');
    return {
      ...last,
      clock: { ...last.clock, monotonicUs: monotonicUs() },
      rssBytes: 0,
      heapUsedBytes: 0,
      subscribers: 0,
      waiters: 0,
      timers: 0,
      connections: { ...last.connections, tcpOpen: 0 },
    };
  }
}

function addTotals(state: ServerState, carried: ServerState): ServerState {
  const connections = { ...state.connections };
  for (const name of SUMMED) connections[name] += carried.connections[name];
  connections.tcpPeak = Math.max(connections.tcpPeak, carried.connections.tcpPeak);
  return {
    ...state,
    connections,
    cpuUs: state.cpuUs + carried.cpuUs,
    slowConsumers: state.slowConsumers + carried.slowConsumers,
    silentPeers: state.silentPeers + carried.silentPeers,
  };
}
