import fc from 'fast-check';
import { expect, test } from 'vitest';
import liveFeed from './live-feed.ts';
import musicRoom from './music-room.ts';
import notifications from './notifications.ts';
import { poissonOffsets } from './poisson.ts';
import type { EventSource, PlannedEvent, ScheduledEvent } from './scenario.ts';
import { expectedDeliveries, planSchedule } from './schedule.ts';

const parameters = liveFeed.parameters.parse({});

const withSources = (...sources: EventSource[]) => ({ ...liveFeed, sources: () => sources });

const poissonSource = (id: string, rate = 20): EventSource => ({
  id,
  *events(random, horizonUs) {
    for (const offsetUs of poissonOffsets(random, rate, horizonUs)) {
      yield { offsetUs, channel: id, kind: 'message', data: random.below(1_000) };
    }
  },
});

const fixedSource = (id: string, ...offsetsUs: number[]): EventSource => ({
  id,
  events: () =>
    offsetsUs.map((offsetUs): PlannedEvent => ({ offsetUs, channel: id, kind: 'message', data: 1 })),
});

const of = (schedule: readonly ScheduledEvent[], source: string): ScheduledEvent[] =>
  schedule.filter((event) => event.source === source);

test('one seed gives one schedule, and another seed another', () => {
  const plan = (seed: string) => planSchedule(liveFeed, parameters, seed, 5e6);
  expect(plan('a')).toEqual(plan('a'));
  expect(plan('a')).not.toEqual(plan('b'));
});

test('a schedule of today is the schedule of tomorrow', () => {
  // Results of one seed are compared over months: a change here makes them incomparable.
  const head = planSchedule(liveFeed, parameters, 'golden', 1e6).slice(0, 3);
  expect(
    head.map(({ offsetUs, seq, data }) => [offsetUs, seq, String(data).slice(0, 8)]),
  ).toMatchInlineSnapshot(`
    [
      [
        16387,
        1,
        "dLE9bANN",
      ],
      [
        59510,
        2,
        "BlphX2oG",
      ],
      [
        75364,
        3,
        "gCOrQlah",
      ],
    ]
  `);
});

test('adding a source leaves the events of the others as they are', () => {
  const alone = planSchedule(withSources(poissonSource('a'), poissonSource('b')), parameters, 's', 3e6);
  const more = withSources(poissonSource('new'), poissonSource('a'), poissonSource('b'));
  const together = planSchedule(more, parameters, 's', 3e6);
  expect(of(together, 'new').length).toBeGreaterThan(0);
  expect(of(together, 'a')).toEqual(of(alone, 'a'));
  expect(of(together, 'b')).toEqual(of(alone, 'b'));
});

test('two sources of one seed do not publish at the same moments', () => {
  const schedule = planSchedule(withSources(poissonSource('a'), poissonSource('b')), parameters, 's', 3e6);
  const times = (source: string) => of(schedule, source).map(({ offsetUs }) => offsetUs);
  expect(times('a')).not.toEqual(times('b'));
});

test('a longer horizon only adds events', () => {
  const short = planSchedule(notifications, notifications.parameters.parse({}), 's', 20e6);
  const long = planSchedule(notifications, notifications.parameters.parse({}), 's', 40e6);
  expect(long.slice(0, short.length)).toEqual(short);
});

test('another payload size moves no event', () => {
  const times = (payloadBytes: number) =>
    planSchedule(liveFeed, { ...parameters, payloadBytes }, 's', 5e6).map(({ offsetUs }) => offsetUs);
  expect(times(1)).toEqual(times(90_000));
});

test('events are in order of time, within the horizon, and numbered 1, 2, 3 … in each source', () => {
  const horizons = fc.integer({ min: 0, max: 4e6 });
  fc.assert(
    fc.property(fc.string(), horizons, fc.integer({ min: 1, max: 5 }), (seed, horizonUs, sources) => {
      const ids = Array.from({ length: sources }, (_, index) => `source-${index}`);
      const scenario = withSources(...ids.map((id) => poissonSource(id)));
      const schedule = planSchedule(scenario, parameters, seed, horizonUs);
      const offsets = schedule.map(({ offsetUs }) => offsetUs);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      expect(offsets.every((atUs) => atUs >= 0 && atUs < horizonUs)).toBe(true);
      for (const id of ids) {
        expect(of(schedule, id).map(({ seq }) => seq)).toEqual(of(schedule, id).map((_, index) => index + 1));
      }
    }),
    { numRuns: 50 },
  );
});

test('at one moment the order of the sources decides', () => {
  const scenario = withSources(fixedSource('b', 5, 5), fixedSource('a', 5));
  const order = planSchedule(scenario, parameters, 's', 10).map(({ source, seq }) => `${source}${seq}`);
  expect(order).toEqual(['b1', 'b2', 'a1']);
});

test('events of a client are marked as upstream, those of the server are not', () => {
  const music = planSchedule(musicRoom, musicRoom.parameters.parse({}), 's', 3e6);
  expect(music.every(({ upstream }) => upstream)).toBe(true);
  expect(planSchedule(liveFeed, parameters, 's', 3e6).some(({ upstream }) => upstream)).toBe(false);
});

test.for([
  ['runs back in time', [7, 3]],
  ['reaches the horizon', [3, 10]],
  ['begins before the start', [-1]],
  ['gives no number', [Number.NaN]],
] as const)('a source that %s is refused by name', ([, offsetsUs]) => {
  const scenario = withSources(fixedSource('clock', ...offsetsUs));
  expect(() => planSchedule(scenario, parameters, 's', 10)).toThrow(/source clock of live-feed/);
});

test('two sources with one id are refused, because deliveries could not be told apart', () => {
  const scenario = withSources(fixedSource('twin', 1), fixedSource('twin', 2));
  expect(() => planSchedule(scenario, parameters, 's', 10)).toThrow(/source twin of live-feed/);
});

test('a schedule that would fill the memory is refused with what to do', () => {
  const plan = () => planSchedule(liveFeed, { ...parameters, rate: 1e6 }, 's', 60e6);
  expect(plan).toThrow(/at most 1000000 events.*lower rate/);
});

test('a listener must receive the events of its channels within the window, and no others', () => {
  const scenario = withSources(fixedSource('a', 0, 10, 20, 30), fixedSource('b', 5, 25));
  const schedule = planSchedule(scenario, parameters, 's', 100);
  const from = 'end' as const;
  const audience = [
    { channels: ['a'], from },
    { channels: ['b', 'a'], from },
    { channels: ['silent'], from },
  ];
  const expected = expectedDeliveries(audience, schedule, { fromUs: 10, toUs: 30 });
  const places = expected.map((events) => events.map(({ source, seq }) => `${source}${seq}`));
  expect(places).toEqual([['a2', 'a3'], ['b2', 'a2', 'a3'], []]);
});

test('the windows of a run share out its events, each to one window', () => {
  const schedule = planSchedule(liveFeed, parameters, 's', 5e6);
  const audience = liveFeed.audience(parameters);
  const count = (fromUs: number, toUs: number): number =>
    expectedDeliveries(audience, schedule, { fromUs, toUs }).flat().length;
  expect(count(0, 1e6) + count(1e6, 5e6)).toBe(schedule.length * 200);
});
