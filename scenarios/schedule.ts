import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { randomSource } from './random.ts';
import type { EventSource, Listener, Scenario, ScenarioParameters, ScheduledEvent } from './scenario.ts';

const codes = defineErrorCodes({
  'schedule-malformed': 'A scenario plans events that no schedule can hold',
  'schedule-too-large': 'The parameters ask for more events than the lab keeps in memory',
});

/** Past this a rate is a slip of the finger, and would only fill the memory. */
const MOST_EVENTS = 1_000_000;

/**
 * All events of a run in order of time: what is published when, whatever the transport. Pure: the
 * same scenario, parameters, seed and horizon give the same schedule. Each source has a random
 * stream of its own, so that adding or changing one leaves the others where they are.
 *
 * @param horizonUs microseconds that the schedule covers; every offset is below it
 * @throws LabError where a source breaks the contract, or there are too many events
 */
export function planSchedule<Parameters extends ScenarioParameters>(
  scenario: Scenario<Parameters>,
  parameters: Parameters,
  seed: string,
  horizonUs: number,
): ScheduledEvent[] {
  const schedule: ScheduledEvent[] = [];
  const seen = new Set<string>();
  for (const source of scenario.sources(parameters, horizonUs)) {
    if (seen.has(source.id)) throw malformed(scenario, source, 'one source with this id', 'two');
    seen.add(source.id);
    collect(schedule, scenario, source, seed, horizonUs);
  }
  // The sort is stable: at one moment the order of the sources decides, and within one its own.
  return schedule.sort((a, b) => a.offsetUs - b.offsetUs);
}

function collect<Parameters extends ScenarioParameters>(
  schedule: ScheduledEvent[],
  scenario: Scenario<Parameters>,
  source: EventSource,
  seed: string,
  horizonUs: number,
): void {
  const upstream = source.upstream === true;
  let seq = 0;
  let lastUs = 0;
  for (const planned of source.events(randomSource(seed, source.id), horizonUs)) {
    const { offsetUs, channel, kind, data } = planned;
    if (!(offsetUs >= lastUs && offsetUs < horizonUs)) {
      const expected = `events in order of time, from 0 up to ${horizonUs} µs`;
      throw malformed(scenario, source, expected, `one at ${offsetUs} µs after ${lastUs} µs`);
    }
    if (schedule.length === MOST_EVENTS) throw tooLarge(scenario);
    lastUs = offsetUs;
    seq += 1;
    schedule.push({ offsetUs, channel, kind, source: source.id, seq, upstream, data });
  }
}

/** The part of a schedule that is accounted for: from (including) … to (excluding). */
export interface ScheduleWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * What each listener must receive: at its index in the audience, the events of the window in all
 * its channels, channel by channel and in order of time within each. Listeners of the same single
 * channel share one list.
 */
export function expectedDeliveries(
  audience: readonly Listener[],
  schedule: readonly ScheduledEvent[],
  { fromUs, toUs }: ScheduleWindow,
): (readonly ScheduledEvent[])[] {
  const due = schedule.filter(({ offsetUs }) => offsetUs >= fromUs && offsetUs < toUs);
  const byChannel = Map.groupBy(due, ({ channel }) => channel);
  const nothing: readonly ScheduledEvent[] = [];
  return audience.map(({ channels }) => {
    const [only = '', ...more] = channels;
    if (more.length === 0) return byChannel.get(only) ?? nothing;
    return channels.flatMap((channel) => byChannel.get(channel) ?? nothing);
  });
}

const malformed = (scenario: Scenario, source: EventSource, expected: string, got: string): LabError =>
  new LabError(codes['schedule-malformed'], {
    expected: `the source ${source.id} of ${scenario.id} to give ${expected}`,
    got,
    remedy: 'The README of scenarios/ shows what a source must do.',
  });

const tooLarge = (scenario: Scenario): LabError =>
  new LabError(codes['schedule-too-large'], {
    expected: `a run of at most ${MOST_EVENTS} events`,
    got: `more than that from ${scenario.id}`,
    remedy: 'Choose a lower rate, fewer clients or a shorter duration.',
  });
