/** In milliseconds: the first delay is drawn from 0 to the base. */
const BACKOFF_MS = { base: 500, cap: 10_000 };

/** What applications usually write around a WebSocket or a failed poll: exponential backoff, full jitter. */
export const backoffMs = (failures: number, random: () => number): number =>
  random() * Math.min(BACKOFF_MS.cap, BACKOFF_MS.base * 2 ** (failures - 1));
