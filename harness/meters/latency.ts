import type { Collector, Delivery, LoadScene, Meter } from '../meter.ts';
import {
  encodeHistogram,
  mergeHistograms,
  newLatencyHistogram,
  recordLatencyUs,
  summariseLatency,
} from '../results/latency-histogram.ts';
import type { Latency, Metric } from '../results/schema.ts';
import { horizonUsOf } from '../trial-plan.ts';

/** Histograms in base64. */
interface Report {
  readonly delivery: string;
  readonly endToEnd: string;
  readonly request: string;
}

/** End-to-end is received − intended, delivery is received − published; see DESIGN's words. */
class Stopwatch implements Collector<Report> {
  readonly #delivery = newLatencyHistogram();
  readonly #endToEnd = newLatencyHistogram();
  readonly #request = newLatencyHistogram();
  readonly #fromUs: number;
  readonly #toUs: number;

  constructor({ plan, startAtUs }: LoadScene) {
    this.#fromUs = startAtUs + plan.warmUpUs;
    this.#toUs = startAtUs + horizonUsOf(plan);
  }

  onDelivery({ event, receivedAtUs, measured, replayed }: Delivery): void {
    if (!measured) return;
    recordLatencyUs(this.#endToEnd, receivedAtUs - event.intendedAtUs);
    // What was replayed waited for its reader, not for the transport.
    if (!replayed) recordLatencyUs(this.#delivery, receivedAtUs - event.publishedAtUs);
  }

  onRequest(_tab: number, latencyUs: number, endedAtUs: number): void {
    if (endedAtUs >= this.#fromUs && endedAtUs < this.#toUs) recordLatencyUs(this.#request, latencyUs);
  }

  report(): Report {
    return {
      delivery: encodeHistogram(this.#delivery),
      endToEnd: encodeHistogram(this.#endToEnd),
      request: encodeHistogram(this.#request),
    };
  }
}

const percentiles = (name: string, en: string, ko: string): Metric[] =>
  ['p50', 'p90', 'p99', 'p999', 'max'].map((percentile) => ({
    path: `latencyUs.${name}.${percentile}`,
    title: { en: `${en} ${percentile}`, ko: `${ko} ${percentile}` },
    unit: 'us',
    better: 'lower',
  }));

export default {
  id: 'latency',
  metrics: [
    ...percentiles('endToEnd', 'End-to-end latency', '종단 간 지연'),
    ...percentiles('delivery', 'Delivery latency', '전달 지연'),
    ...percentiles('request', 'Request latency', '요청 지연'),
  ],
  collect: (scene) => new Stopwatch(scene),
  section: (_observation, reports) => {
    const summarise = (name: keyof Report): Latency =>
      summariseLatency(mergeHistograms(reports.map((report) => report[name])));
    const request = summarise('request');
    return {
      latencyUs: {
        delivery: summarise('delivery'),
        endToEnd: summarise('endToEnd'),
        ...(request.count > 0 && { request }),
      },
    };
  },
} satisfies Meter<Report>;
