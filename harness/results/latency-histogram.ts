import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';
import type { Latency } from './schema.ts';

/** Ten minutes: what is later than that is shown as that. */
const HIGHEST_US = 600_000_000;

/** A histogram of microseconds with three significant digits (HdrHistogram). */
export const newLatencyHistogram = (): Histogram =>
  build({
    bitBucketSize: 32,
    lowestDiscernibleValue: 1,
    highestTrackableValue: HIGHEST_US,
    numberOfSignificantValueDigits: 3,
    autoResize: false,
    useWebAssembly: false,
  });

/** Records one latency. A negative one would mean that clocks disagree, and counts as zero. */
export const recordLatencyUs = (histogram: Histogram, latencyUs: number): void =>
  histogram.recordValue(Math.min(HIGHEST_US, Math.max(0, Math.round(latencyUs))));

/** HdrHistogram V2, compressed, base64. */
export const encodeHistogram = (histogram: Histogram): string => encodeIntoCompressedBase64(histogram);

/** What `encodeHistogram` made. */
export const decodeHistogram = (encoded: string): Histogram => decodeFromCompressedBase64(encoded);

/** Adds histograms up: percentiles of several trials come from all their values, never from averages. */
export function mergeHistograms(encoded: readonly string[]): Histogram {
  const merged = newLatencyHistogram();
  for (const text of encoded) merged.add(decodeHistogram(text));
  return merged;
}

/** The figures of a result, from the raw histogram. */
export function summariseLatency(histogram: Histogram): Latency {
  const at = (percentile: number): number => histogram.getValueAtPercentile(percentile);
  return {
    p50: at(50),
    p90: at(90),
    p99: at(99),
    p999: at(99.9),
    max: histogram.maxValue,
    count: histogram.totalCount,
    histogram: encodeHistogram(histogram),
  };
}
