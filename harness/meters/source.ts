import type { Collector, Delivery, LoadScene, Meter } from '../meter.ts';
import { newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';

interface Report {
  /** (`source` `seq`) of the measured events that this process heard of → their lag. */
  readonly lags: readonly (readonly [string, number])[];
}

/** How late each event was published against its schedule: what no transport is to blame for. */
class LagWatch implements Collector<Report> {
  readonly #lags = new Map<string, number>();
  /** Deliveries of one event mostly come one after the other: the last one seen saves the look-up. */
  #lastSource = '';
  #lastSeq = 0;

  onDelivery({ event, measured }: Delivery): void {
    if (!measured || (event.seq === this.#lastSeq && event.source === this.#lastSource)) return;
    this.#lastSource = event.source;
    this.#lastSeq = event.seq;
    this.#lags.set(`${event.source} ${event.seq}`, event.publishedAtUs - event.intendedAtUs);
  }

  report(): Report {
    return { lags: [...this.#lags] };
  }
}

export default {
  id: 'source',
  metrics: [
    {
      path: 'source.lagP99Us',
      title: { en: 'Source lag p99', ko: '발행 지연 p99' },
      unit: 'us',
      better: 'lower',
    },
  ],
  collect: (_scene: LoadScene) => new LagWatch(),
  section: (_observation, reports) => {
    const lags = new Map(reports.flatMap((report) => report.lags));
    const histogram = newLatencyHistogram();
    for (const lagUs of lags.values()) recordLatencyUs(histogram, lagUs);
    return {
      source: {
        lagP99Us: histogram.getValueAtPercentile(99),
        lagMaxUs: histogram.maxValue,
        published: lags.size,
      },
    };
  },
} satisfies Meter<Report>;
