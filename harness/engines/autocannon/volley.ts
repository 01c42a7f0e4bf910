import autocannon, { type Client, type Options } from 'autocannon';
import { monotonicUs } from '../../../lab/clock.ts';
import { messageOf } from '../../../lab/errors.ts';
import type { Origin } from '../../../transports/transport.ts';

/** One connection of autocannon, as who plays it sees it. */
export interface Asker {
  /** Nobody wants it any more. */
  readonly closed: boolean;
  armed(client: FullClient): void;
  nextPath(): string;
  answered(status: number, body: string): void;
  /** Autocannon's own time of the answer: its report at the end is in whole milliseconds. */
  timed(responseMs: number): void;
  failed(message: string): void;
}

/** What autocannon's client can do and its types do not tell. */
export interface FullClient {
  destroy(): void;
  on(event: 'connError', hear: (error: unknown) => void): void;
  on(event: 'timeout', hear: () => void): void;
}

interface Aim {
  readonly origin: Origin;
  /** Requests that one connection sends in a second; undefined where it asks again as soon as it was answered. */
  readonly perSecond: number | undefined;
  /** After so long without an answer a connection is given up. */
  readonly patienceS: number;
}

/** Longer than any trial: who closes a connection ends it. */
const DURATION_S = 86_400;
/** Autocannon paces by the second, from when an instance began. */
const SECOND_MS = 1_000;
/**
 * An instance asks with all its connections at once, as the lab's polls do not, and has 2.5 MB of histograms. So
 * those that begin within so long share one: at most 200 of them.
 */
const GRAIN_MS = 5;

/** Fires askers that begin together as one instance of autocannon. */
export class Volleys {
  readonly #loading = new Map<number, Asker[]>();

  /** @param phase where in a second it begins, 0 … 1; undefined begins at once */
  add(asker: Asker, aim: Aim, phase: number | undefined): void {
    const place = phase === undefined ? -1 : Math.floor((phase * SECOND_MS) / GRAIN_MS);
    const loaded = this.#loading.get(place);
    if (loaded !== undefined) {
      loaded.push(asker);
      return;
    }
    const askers = [asker];
    this.#loading.set(place, askers);
    const now = monotonicUs() / 1e3;
    const delayMs = place === -1 ? 0 : (place * GRAIN_MS - (now % SECOND_MS) + SECOND_MS) % SECOND_MS;
    setTimeout(() => {
      this.#loading.delete(place);
      const wanted = askers.filter(({ closed }) => !closed);
      if (wanted.length > 0) fire(wanted, aim);
    }, delayMs);
  }
}

function fire(askers: readonly Asker[], { origin, perSecond, patienceS }: Aim): void {
  const waiting = [...askers];
  const options: Options = {
    url: urlOf(origin),
    connections: askers.length,
    duration: DURATION_S,
    timeout: patienceS,
    ...(perSecond !== undefined && { connectionRate: perSecond }),
    setupClient: (client) => {
      const asker = waiting.shift();
      if (asker !== undefined) equip(client, asker);
    },
  };
  autocannon(options, (error) => {
    if (error) for (const asker of askers) asker.failed(messageOf(error));
  });
}

export const urlOf = ({ host, port, tls }: Origin): string => `${tls ? 'https' : 'http'}://${host}:${port}`;

function equip(client: Client, asker: Asker): void {
  const full = client as unknown as FullClient;
  asker.armed(full);
  client.setRequests([
    {
      setupRequest: (request) => ({ ...request, path: asker.nextPath() }),
      onResponse: (status, body) => asker.answered(status, body),
    },
  ]);
  client.on('response', (_status, _bytes, responseMs) => asker.timed(responseMs));
  full.on('connError', (error) => asker.failed(messageOf(error)));
  full.on('timeout', () => asker.failed('no answer in time'));
}
