/** Two significant digits: two cores do not support more. */
export function sayDuration(us: number): string {
  if (us < 1_000) return `${Number(us.toPrecision(2))} µs`;
  return us < 1e6 ? `${Number((us / 1e3).toPrecision(2))} ms` : `${Number((us / 1e6).toPrecision(2))} s`;
}

/** Such as "4,201 clients" or "20 events/s". */
export const sayLoad = (load: number, by: 'clients' | 'rate'): string =>
  `${load.toLocaleString('en')} ${by === 'rate' ? 'events/s' : 'clients'}`;
