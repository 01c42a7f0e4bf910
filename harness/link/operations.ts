import type { Shape } from './bottleneck.ts';

/** What a link can be told to do to the connections through it. Times are microseconds. */
export type LinkOperation =
  /** A RST to both sides of every connection, or of these browsers'; new ones are refused for a while. */
  | { readonly kind: 'cut'; readonly browsers?: readonly number[]; readonly refuseForUs: number }
  /** Every new connection is refused; those there are stay. */
  | { readonly kind: 'refuse'; readonly forUs: number }
  /** No byte, FIN or RST passes in either direction, and nobody is told. */
  | { readonly kind: 'blackhole'; readonly forUs: number }
  /** A connection that was silent for so long is cut, as a middle box does with what it forgot. */
  | { readonly kind: 'idle-cut'; readonly afterUs: number; readonly forUs: number }
  /** Delay, jitter and bandwidth in each direction, per browser. */
  | { readonly kind: 'shape'; readonly up: Shape; readonly down: Shape; readonly forUs: number };

/** What a link did to one browser, or to all of them, and when. */
export interface LinkDeed {
  readonly kind: LinkOperation['kind'];
  /** On the monotonic clock. */
  readonly atUs: number;
  /** `null` for every connection. */
  readonly browser: number | null;
  /** How many it found to do it to. */
  readonly connections: number;
}
