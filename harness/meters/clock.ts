import type { Collector, Delivery, Meter } from '../meter.ts';

interface Report {
  readonly beforePublished: number;
  readonly earliestUs: number;
}

/** What was received before it was published proves that two clocks were read. */
class OrderOfTimes implements Collector<Report> {
  #beforePublished = 0;
  #earliestUs = Number.POSITIVE_INFINITY;

  onDelivery({ event, receivedAtUs }: Delivery): void {
    const tookUs = receivedAtUs - event.publishedAtUs;
    if (tookUs < 0) this.#beforePublished++;
    if (tookUs < this.#earliestUs) this.#earliestUs = tookUs;
  }

  report(): Report {
    return { beforePublished: this.#beforePublished, earliestUs: this.#earliestUs };
  }
}

/** Whether the server, the load processes and the coordinator read one clock. */
export default {
  id: 'clock',
  metrics: [],
  collect: () => new OrderOfTimes(),
  section: ({ clocks }, reports) => {
    const earliestUs = Math.min(...reports.map((report) => report.earliestUs));
    return {
      clock: {
        ...clocks,
        beforePublished: reports.reduce((sum, report) => sum + report.beforePublished, 0),
        earliestUs: Number.isFinite(earliestUs) ? earliestUs : null,
      },
    };
  },
} satisfies Meter<Report>;
