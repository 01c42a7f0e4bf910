/** What can be seen of a trial under way without taking part in it. */
export interface Glimpse {
  /** End to end, of a sample of the last second's deliveries; null where there were none. */
  readonly latencyUs: { readonly p50: number; readonly p99: number } | null;
  /** As the server last said. */
  readonly tcpOpen: number | null;
}

export const NOTHING_SEEN: Glimpse = { latencyUs: null, tcpOpen: null };

/** Of so few samples it is to show what goes on, never to be a result. */
export function glimpseOf(recentUs: readonly number[], tcpOpen: number | null): Glimpse {
  const sorted = Float64Array.from(recentUs).sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { latencyUs: sorted.length === 0 ? null : { p50: at(0.5), p99: at(0.99) }, tcpOpen };
}
