import { describe, expect, test } from 'vitest';
import { loadScenarios } from './registry.ts';
import { expectedDeliveries, planSchedule } from './schedule.ts';

/** What the wire allows in the name of a channel, a kind or a source. */
const WIRE_NAME = /^[\w.:-]{1,64}$/;
/** What a bench plans at its usual settings, warm-up included, and a quick one. */
const HORIZONS_US = [5e6, 2e6];

const scenarios = [...(await loadScenarios()).values()];

describe.each(scenarios)('the scenario $id', (scenario) => {
  const parameters = scenario.parameters.parse({});

  test('gives the same schedule again for the same seed, and another for another', () => {
    const plan = (seed: string) => planSchedule(scenario, parameters, seed, 5e6);
    expect(plan('a')).toEqual(plan('a'));
    expect(plan('a').map(({ offsetUs }) => offsetUs)).not.toEqual(plan('b').map(({ offsetUs }) => offsetUs));
  });

  test.each(HORIZONS_US)('has names that the wire allows, in a run of %d µs', (horizonUs) => {
    for (const { channel, kind, source } of planSchedule(scenario, parameters, 's', horizonUs)) {
      for (const name of [channel, kind, source]) expect(name).toMatch(WIRE_NAME);
    }
  });

  test.each(HORIZONS_US)('publishes only where somebody listens, in a run of %d µs', (horizonUs) => {
    const schedule = planSchedule(scenario, parameters, 's', horizonUs);
    const followed = new Set(scenario.audience(parameters, horizonUs).flatMap(({ channels }) => channels));
    expect(schedule.length).toBeGreaterThan(0);
    expect(schedule.filter(({ channel }) => !followed.has(channel))).toEqual([]);
  });

  test('has one tab for each upstream source, and none for a source there is not', () => {
    const published = scenario.audience(parameters, 5e6).flatMap(({ publishes }) => publishes ?? []);
    const upstream = scenario.sources(parameters, 5e6).filter((source) => source.upstream === true);
    expect(published.sort()).toEqual(upstream.map(({ id }) => id).sort());
    expect(upstream.length > 0).toBe(scenario.upstream);
  });

  test('ends every channel that it ends with its last event', () => {
    const schedule = planSchedule(scenario, parameters, 's', 20e6);
    for (const [channel, events] of Map.groupBy(schedule, (event) => event.channel)) {
      const ends = events.flatMap(({ kind }, index) => (kind === 'end' ? [index] : []));
      expect([[], [events.length - 1]], channel).toContainEqual(ends);
    }
  });

  test('gives a subscriber something to receive in a run of 5 s', () => {
    const schedule = planSchedule(scenario, parameters, 's', 5e6);
    const audience = scenario.audience(parameters, 5e6);
    const busy = expectedDeliveries(audience, schedule, { fromUs: 1e6, toUs: 5e6 }).filter(
      (events) => events.length > 0,
    );
    expect(busy.length).toBeGreaterThan(audience.length / 10);
  });
});
