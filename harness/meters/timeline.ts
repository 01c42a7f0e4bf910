import type { Histogram } from 'hdr-histogram-js';
import type { ServerState } from '../../transports/server-state.ts';
import { type Collector, type Delivery, type LoadScene, type Meter, SLICE_US } from '../meter.ts';
import {
  encodeHistogram,
  mergeHistograms,
  newLatencyHistogram,
  recordLatencyUs,
} from '../results/latency-histogram.ts';
import type { Slice } from '../results/schema.ts';
import { horizonUsOf } from '../trial-plan.ts';

interface Report {
  /** By slice since the schedule's start: deliveries received in it, and their end-to-end latency. */
  readonly slices: readonly { readonly deliveries: number; readonly endToEnd: string }[];
}

/** Deliveries come in order of the time they are received, so only one slice is open at a time. */
class SliceWatch implements Collector<Report> {
  readonly #startAtUs: number;
  readonly #closed: { deliveries: number; endToEnd: string }[] = [];
  readonly #histogram: Histogram = newLatencyHistogram();
  #deliveries = 0;

  constructor({ startAtUs }: LoadScene) {
    this.#startAtUs = startAtUs;
  }

  onDelivery({ event, receivedAtUs }: Delivery): void {
    const slice = Math.floor((receivedAtUs - this.#startAtUs) / SLICE_US);
    while (this.#closed.length < slice) this.#close();
    this.#deliveries++;
    recordLatencyUs(this.#histogram, receivedAtUs - event.intendedAtUs);
  }

  report(): Report {
    this.#close();
    return { slices: this.#closed };
  }

  #close(): void {
    this.#closed.push({ deliveries: this.#deliveries, endToEnd: encodeHistogram(this.#histogram) });
    this.#deliveries = 0;
    this.#histogram.reset();
  }
}

function sliceOf(
  index: number,
  horizonUs: number,
  [begin, end]: readonly [ServerState, ServerState],
  reports: readonly Report[],
): Slice {
  const mine = reports.flatMap(({ slices }) => slices[index] ?? []);
  const latency = mergeHistograms(mine.map(({ endToEnd }) => endToEnd));
  const percentile = (p: number): number | null =>
    latency.totalCount === 0 ? null : latency.getValueAtPercentile(p);
  return {
    atUs: index * SLICE_US,
    widthUs: Math.min(SLICE_US, horizonUs - index * SLICE_US),
    deliveries: mine.reduce((sum, { deliveries }) => sum + deliveries, 0),
    endToEndP50Us: percentile(50),
    endToEndP99Us: percentile(99),
    endToEndMaxUs: percentile(100),
    httpRequests: end.connections.httpRequests - begin.connections.httpRequests,
    tcpOpen: end.connections.tcpOpen,
    http2Streams: end.connections.http2Streams - begin.connections.http2Streams,
    serverCpuUs: end.cpuUs - begin.cpuUs,
    serverRssBytes: end.rssBytes,
  };
}

/** The same figures per slice of time, warm-up included. */
export default {
  id: 'timeline',
  metrics: [],
  collect: (scene) => new SliceWatch(scene),
  section: ({ plan, boundaries }, reports) => ({
    timeline: boundaries.slice(1).map((end, index) => {
      const begin = boundaries[index] as ServerState;
      return sliceOf(index, horizonUsOf(plan), [begin, end], reports);
    }),
  }),
} satisfies Meter<Report>;
