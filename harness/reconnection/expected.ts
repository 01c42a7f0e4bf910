import type { EventHead } from '../../transports/event.ts';
import type { LoadScene } from '../meter.ts';
import { BIN_US } from './bins.ts';

/** One event that is measured. */
export interface MeasuredEvent {
  /** After the schedule's start. */
  readonly offsetUs: number;
  readonly channel: string;
  /** The tab that publishes it; absent where the server's side does. */
  readonly publisher: number | undefined;
}

/** Which of the measured events each tab of one load process received, tabs that are starved left out. */
export class Expected {
  readonly events: readonly MeasuredEvent[];
  readonly #audience: LoadScene['audience'];
  /** Source → by `seq - 1`: the event's place among the measured ones, or -1. */
  readonly #places = new Map<string, Int32Array>();
  readonly #byChannel = new Map<string, number[]>();
  /** Tab → by place: 1 where it was received. */
  readonly #seen = new Map<number, Uint8Array>();

  constructor({ plan, schedule, audience, tabs, starved }: LoadScene) {
    this.#audience = audience;
    const publishers = new Map(
      audience.flatMap(({ publishes }, tab) => (publishes === undefined ? [] : [[publishes, tab]])),
    );
    for (const [source, events] of Map.groupBy(schedule, (event) => event.source)) {
      this.#places.set(source, new Int32Array(events.length).fill(-1));
    }
    const measured = schedule.filter(({ offsetUs }) => offsetUs >= plan.warmUpUs);
    for (const [place, { source, seq, channel }] of measured.entries()) {
      (this.#places.get(source) as Int32Array)[seq - 1] = place;
      const own = this.#byChannel.get(channel);
      if (own === undefined) this.#byChannel.set(channel, [place]);
      else own.push(place);
    }
    this.events = measured.map(({ offsetUs, channel, source }) => {
      return { offsetUs, channel, publisher: publishers.get(source) };
    });
    for (const tab of tabs) if (!starved.has(tab)) this.#seen.set(tab, new Uint8Array(measured.length));
  }

  /** The event, where this tab receives it for the first time; undefined where it is not measured. */
  receive(tab: number, { source, seq }: EventHead): MeasuredEvent | undefined {
    const place = this.#places.get(source)?.[seq - 1];
    const seen = this.#seen.get(tab);
    if (place === undefined || seen?.[place] !== 0) return undefined;
    seen[place] = 1;
    return this.events[place];
  }

  /** Deliveries by the time that they are due. */
  due(bins: number): Uint32Array {
    const due = new Uint32Array(bins);
    for (const tab of this.#seen.keys()) {
      for (const place of this.#placesOf(tab))
        (due[Math.floor((this.events[place] as MeasuredEvent).offsetUs / BIN_US)] as number)++;
    }
    return due;
  }

  /** Tab → what it did not receive, by the place among the events. */
  missed(): ReadonlyMap<number, Int32Array> {
    const missed = new Map<number, Int32Array>();
    for (const [tab, seen] of this.#seen) {
      const own = this.#placesOf(tab).filter((place) => seen[place] === 0);
      if (own.length > 0) missed.set(tab, Int32Array.from(own));
    }
    return missed;
  }

  #placesOf(tab: number): readonly number[] {
    const channels = this.#audience[tab]?.channels ?? [];
    return channels.flatMap((channel) => this.#byChannel.get(channel) ?? []);
  }
}
