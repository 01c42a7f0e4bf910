import type { Collector, LoadScene, Meter } from '../meter.ts';

/** How long each connection had been silent that went down, µs: events are heard, heartbeats are not. */
type Report = readonly number[];

class Watch implements Collector<Report> {
  readonly #silentUs: number[] = [];
  /** By tab that has a connection: when it last heard something, or began to be watched. */
  readonly #heardAtUs = new Map<number, number>();

  constructor({ tabs, starved, startAtUs }: LoadScene) {
    for (const tab of tabs) if (!starved.has(tab)) this.#heardAtUs.set(tab, startAtUs);
  }

  onOpen(tab: number, atUs: number): void {
    this.#heardAtUs.set(tab, atUs);
  }

  onDelivery({ tab, receivedAtUs }: { readonly tab: number; readonly receivedAtUs: number }): void {
    this.#heardAtUs.set(tab, receivedAtUs);
  }

  onDown(tab: number, _cause: unknown, atUs: number): void {
    const heardAtUs = this.#heardAtUs.get(tab);
    if (heardAtUs === undefined) return;
    this.#silentUs.push(Math.max(0, atUs - heardAtUs));
    this.#heardAtUs.delete(tab);
  }

  report(): Report {
    return this.#silentUs;
  }
}

/** Connections that went down while they stood, with no fault planned; with one, `reconnection` tells of them. */
export default {
  id: 'interruptions',
  metrics: [],
  collect: (scene) => (scene.plan.fault === undefined ? new Watch(scene) : { report: () => [] }),
  section: (_observation, reports) => {
    const silentUs = reports.flat().sort((a, b) => a - b);
    const median = silentUs[silentUs.length >> 1];
    if (median === undefined) return {};
    return {
      interruptions: {
        count: silentUs.length,
        silentUs: { min: silentUs[0] ?? median, median, max: silentUs.at(-1) ?? median },
      },
    };
  },
} satisfies Meter<Report>;
