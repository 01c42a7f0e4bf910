import type { ServerState } from '../../transports/server-state.ts';
import type { Collector, Delivery, Meter } from '../meter.ts';
import type { LatencyParts, LatencySplit } from '../results/latency-split-schema.ts';
import type { Metric } from '../results/schema.ts';

/** Deliveries are noted in pages: growing one long array would stall the clients. */
const PAGE = 16_384;

/** One column per figure, one row per delivery, in the order of receiving. */
interface Page {
  /** Index into `events`. */
  readonly event: Uint32Array;
  readonly endToEndUs: Uint32Array;
  /** From publishing to the question that fetched it. */
  readonly pollUs: Uint32Array;
  /** 1 where it was read from the log after being away. */
  readonly replayed: Uint8Array;
}

interface Report {
  readonly events: readonly { readonly channel: string; readonly id: number; readonly lagUs: number }[];
  readonly pages: readonly Page[];
  readonly deliveries: number;
}

/** Notes every measured delivery; the split is made when the server has said when it wrote. */
class DeliveryLog implements Collector<Report> {
  readonly #events: { channel: string; id: number; lagUs: number }[] = [];
  /** Channel → id → index. */
  readonly #indices = new Map<string, Map<number, number>>();
  readonly #pages: Page[] = [];
  #deliveries = 0;

  onDelivery({ event, receivedAtUs, askedAtUs, replayed, measured }: Delivery): void {
    if (!measured) return;
    const row = this.#deliveries++ % PAGE;
    if (row === 0) this.#pages.push(newPage());
    const page = this.#pages[this.#pages.length - 1] as Page;
    page.event[row] = this.#indexOf(event);
    page.endToEndUs[row] = Math.max(0, receivedAtUs - event.intendedAtUs);
    page.pollUs[row] = askedAtUs === undefined ? 0 : Math.max(0, askedAtUs - event.publishedAtUs);
    page.replayed[row] = Number(replayed);
  }

  report(): Report {
    return { events: this.#events, pages: this.#pages, deliveries: this.#deliveries };
  }

  #indexOf({ channel, id, intendedAtUs, publishedAtUs }: Delivery['event']): number {
    let indices = this.#indices.get(channel);
    if (indices === undefined) {
      indices = new Map();
      this.#indices.set(channel, indices);
    }
    let index = indices.get(id);
    if (index === undefined) {
      index = this.#events.push({ channel, id, lagUs: publishedAtUs - intendedAtUs }) - 1;
      indices.set(id, index);
    }
    return index;
  }
}

const newPage = (): Page => ({
  event: new Uint32Array(PAGE),
  endToEndUs: new Uint32Array(PAGE),
  pollUs: new Uint32Array(PAGE),
  replayed: new Uint8Array(PAGE),
});

/** One delivery, with what its server said of its event. */
interface Row {
  readonly endToEndUs: number;
  readonly lagUs: number;
  readonly pollUs: number;
  readonly replayed: boolean;
  readonly serverMeanUs: number | undefined;
  readonly serverSlowestUs: number | undefined;
}

function rowsOf(reports: readonly Report[], { writes = [] }: ServerState): Row[] {
  const written = writes.filter(({ count }) => count > 0);
  const said = new Map(written.map((write) => [`${write.channel} ${write.id}`, write]));
  return reports.flatMap(({ events, pages, deliveries }) => {
    const times = events.map(({ channel, id }) => said.get(`${channel} ${id}`));
    return Array.from({ length: deliveries }, (_, index): Row => {
      const page = pages[Math.floor(index / PAGE)] as Page;
      const row = index % PAGE;
      const event = page.event[row] as number;
      const time = times[event];
      return {
        endToEndUs: page.endToEndUs[row] as number,
        lagUs: events[event]?.lagUs ?? 0,
        pollUs: page.pollUs[row] as number,
        replayed: page.replayed[row] === 1,
        serverMeanUs: time && time.sumUs / time.count,
        serverSlowestUs: time?.slowestUs,
      };
    });
  });
}

/** @param serverUs of the rest, after the question where there was one; undefined where it is not known */
function partsOf(row: Row, serverUs: number | undefined): LatencyParts {
  const { endToEndUs, lagUs: source, pollUs, replayed } = row;
  const none = { source, poll: 0, server: 0, wire: 0, unsplit: 0, replay: 0 };
  if (replayed) return { ...none, replay: endToEndUs - source };
  const restUs = endToEndUs - source - pollUs;
  if (serverUs === undefined) return { ...none, poll: pollUs, unsplit: restUs };
  return { ...none, poll: pollUs, server: serverUs, wire: restUs - serverUs };
}

const PARTS = ['source', 'poll', 'server', 'wire', 'unsplit', 'replay'] as const;

function meanOf(rows: readonly Row[], serverUsOf: (row: Row) => number | undefined): LatencySplit['all'] {
  const sums = { source: 0, poll: 0, server: 0, wire: 0, unsplit: 0, replay: 0 };
  let sumUs = 0;
  for (const row of rows) {
    const parts = partsOf(row, serverUsOf(row));
    for (const part of PARTS) sums[part] += parts[part];
    sumUs += row.endToEndUs;
  }
  const mean = (sum: number): number => (rows.length === 0 ? 0 : sum / rows.length);
  const partsUs = Object.fromEntries(PARTS.map((part) => [part, mean(sums[part])])) as LatencyParts;
  return { deliveries: rows.length, meanUs: mean(sumUs), partsUs };
}

/** Of this many a mean is worth showing. */
const FEWEST_SLOW = 10;

function slowestOf(rows: readonly Row[]): LatencySplit['slowest'] {
  const slow = rows.toSorted((a, b) => b.endToEndUs - a.endToEndUs).slice(0, Math.floor(rows.length / 100));
  if (slow.length < FEWEST_SLOW) return null;
  // What the server took at most cannot be more than what there is to explain.
  const atMost = ({ serverSlowestUs, endToEndUs, lagUs, pollUs }: Row): number | undefined =>
    serverSlowestUs && Math.min(serverSlowestUs, endToEndUs - lagUs - pollUs);
  return { ...meanOf(slow, atMost), fromUs: slow.at(-1)?.endToEndUs ?? 0 };
}

const metric = (part: keyof LatencyParts, en: string, ko: string): Metric => ({
  path: `latencySplit.all.partsUs.${part}`,
  title: { en, ko },
  unit: 'us',
  better: 'lower',
});

/**
 * Where the end-to-end latency comes from. Source lag and the wait for the next poll are each
 * delivery's own; when the server wrote, it says itself, event by event, after the trial.
 */
export default {
  id: 'latency-split',
  metrics: [
    metric('source', 'Mean wait: until published', '평균 대기: 발행까지'),
    metric('poll', 'Mean wait: for the next poll', '평균 대기: 다음 폴링까지'),
    metric('server', 'Mean wait: in the server', '평균 대기: 서버에서'),
    metric('wire', 'Mean wait: on the wire and in the client', '평균 대기: 네트워크와 클라이언트에서'),
  ],
  collect: () => new DeliveryLog(),
  section: ({ afterDrain }, reports) => {
    const rows = rowsOf(reports, afterDrain);
    if (rows.length === 0) return {};
    const latencySplit = { all: meanOf(rows, ({ serverMeanUs }) => serverMeanUs), slowest: slowestOf(rows) };
    return { latencySplit };
  },
} satisfies Meter<Report>;
