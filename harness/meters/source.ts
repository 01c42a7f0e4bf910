import type { ScheduledEvent } from '../../scenarios/scenario.ts';
import type { Collector, Delivery, LoadScene, Meter } from '../meter.ts';
import { newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';

interface Report {
  /** (`source` `seq`) of the measured events that this process heard of → their lag. */
  readonly lags: readonly (readonly [string, number])[];
}

/**
 * How late each event was published against its schedule. When it was due is not taken from the event:
 * a server that says a later time than the schedule's would hide its lag.
 */
class LagWatch implements Collector<Report> {
  readonly #lags = new Map<string, number>();
  readonly #dueAtUs: ReadonlyMap<string, number>;
  /** Deliveries of one event mostly come one after the other: the last one seen saves the look-up. */
  #lastSource = '';
  #lastSeq = 0;

  constructor({ schedule, startAtUs }: LoadScene) {
    this.#dueAtUs = new Map(schedule.map((event) => [keyOf(event), startAtUs + event.offsetUs]));
  }

  onDelivery({ event, measured }: Delivery): void {
    if (!measured || (event.seq === this.#lastSeq && event.source === this.#lastSource)) return;
    this.#lastSource = event.source;
    this.#lastSeq = event.seq;
    const key = keyOf(event);
    const dueAtUs = this.#dueAtUs.get(key);
    if (dueAtUs !== undefined) this.#lags.set(key, event.publishedAtUs - dueAtUs);
  }

  report(): Report {
    return { lags: [...this.#lags] };
  }
}

const keyOf = ({ source, seq }: Pick<ScheduledEvent, 'source' | 'seq'>): string => `${source} ${seq}`;

const histogramOf = (timesUs: Iterable<number>) => {
  const histogram = newLatencyHistogram();
  for (const timeUs of timesUs) recordLatencyUs(histogram, timeUs);
  return histogram;
};

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
  collect: (scene) => new LagWatch(scene),
  section: ({ load, sentLateUs }, reports) => {
    const lags = new Map(reports.flatMap((report) => report.lags));
    const lag = histogramOf(lags.values());
    const sentLate = histogramOf([...sentLateUs, ...load.flatMap((summary) => summary.sentLateUs)]);
    return {
      source: {
        lagP50Us: lag.getValueAtPercentile(50),
        lagP99Us: lag.getValueAtPercentile(99),
        lagMaxUs: lag.maxValue,
        published: lags.size,
        ...(sentLate.totalCount > 0 && {
          sentLateP50Us: sentLate.getValueAtPercentile(50),
          sentLateP99Us: sentLate.getValueAtPercentile(99),
        }),
      },
    };
  },
} satisfies Meter<Report>;
