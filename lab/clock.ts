/**
 * The one place where time is read. All times are microseconds of CLOCK_MONOTONIC, which every
 * process of one machine shares; `process.hrtime()` reads it without allocating a BigInt.
 */
export const monotonicUs = (): number => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + Math.floor(nanoseconds / 1e3);
};

/** Wall-clock time in microseconds, for people and for mapping clocks, never for a duration. */
export const unixUs = (): number => Math.round(Date.now() * 1e3);
