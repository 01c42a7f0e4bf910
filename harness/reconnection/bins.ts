/** Width of the bins in which things are counted over time. */
export const BIN_US = 100_000;

/** The sum of several processes' bins. */
export function addBins(all: readonly Uint32Array[]): Uint32Array {
  const sum = new Uint32Array(Math.max(0, ...all.map(({ length }) => length)));
  for (const bins of all) for (const [bin, count] of bins.entries()) (sum[bin] as number) += count;
  return sum;
}

/** The most in any `width` bins in a row. */
export function peakOf(bins: Uint32Array, width: number): number {
  let sum = 0;
  let peak = 0;
  for (const [bin, count] of bins.entries()) {
    sum += count - (bins[bin - width] ?? 0);
    peak = Math.max(peak, sum);
  }
  return peak;
}
