import { expect, test } from 'vitest';
import musicRoom from './music-room.ts';
import type { Listener, ScheduledEvent } from './scenario.ts';
import { planSchedule } from './schedule.ts';

const usual = musicRoom.parameters.parse({});
const hour = planSchedule(musicRoom, usual, 'seed', 3_600e6);

interface Report {
  readonly action: string;
  readonly positionMs: number;
  readonly playing: boolean;
}

const reportOf = ({ data }: ScheduledEvent): Report => data as Report;
const hosted = Map.groupBy(hour, ({ source }) => source);

test('20 rooms have 15 listeners and one publishing host each', () => {
  const audience: readonly Listener[] = musicRoom.audience(usual);
  const rooms = Map.groupBy(audience, ({ channels }) => channels.join());
  expect(rooms.size).toBe(20);
  for (const [room, members] of rooms) {
    expect(members).toHaveLength(16);
    expect(members.flatMap(({ publishes }) => publishes ?? [])).toEqual([room.replace('room', 'host')]);
  }
});

test('listeners that do not divide evenly are spread to within one', () => {
  const audience = musicRoom.audience({ ...usual, clients: 7, rooms: 3 });
  const sizes = [...Map.groupBy(audience, ({ channels }) => channels.join()).values()].map(
    (all) => all.length,
  );
  expect(sizes).toEqual([4, 3, 3]);
});

test('a browser of four tabs has one host at most', () => {
  const hosts = musicRoom.audience(usual).flatMap((tab, index) => ('publishes' in tab ? [index] : []));
  expect(new Set(hosts.map((index) => Math.floor(index / 4))).size).toBe(20);
});

test('every host is there, however few the listeners', () => {
  const audience = musicRoom.audience({ ...usual, clients: 2 });
  expect(audience).toHaveLength(22);
  expect(audience.filter((tab) => 'publishes' in tab)).toHaveLength(20);
});

test('each host reports its position every second, at a phase of its own', () => {
  const phases = new Set<number>();
  for (const events of hosted.values()) {
    const ticks = events.filter((event) => reportOf(event).action === 'position');
    expect(ticks).toHaveLength(3_600);
    const [first] = ticks;
    phases.add(first?.offsetUs ?? Number.NaN);
    const drift = ticks.map(({ offsetUs }, tick) => offsetUs - tick * 1e6 - (first?.offsetUs ?? 0));
    expect(Math.max(...drift.map(Math.abs))).toBeLessThanOrEqual(1);
  }
  expect(phases.size).toBe(20);
});

test('commands come at 0.1 per second and room', () => {
  const commands = hour.filter((event) => reportOf(event).action !== 'position');
  // 7,200 expected with a standard deviation of 85.
  expect(Math.abs(commands.length - 7_200)).toBeLessThan(4 * Math.sqrt(7_200));
  expect(new Set(commands.map((event) => reportOf(event).action))).toEqual(
    new Set(['play', 'pause', 'seek']),
  );
});

test('a position moves on while the track plays, and stands while it is paused', () => {
  for (const events of hosted.values()) {
    for (const [index, event] of events.entries()) {
      const before = events[index - 1];
      const now = reportOf(event);
      if (before === undefined || now.action === 'seek') continue;
      const last = reportOf(before);
      const elapsedMs = last.playing ? (event.offsetUs - before.offsetUs) / 1e3 : 0;
      const errorMs = Math.abs(now.positionMs - ((last.positionMs + elapsedMs) % 240_000));
      // Rounded to a millisecond on both sides; the track's start is also its end.
      expect(Math.min(errorMs, 240_000 - errorMs)).toBeLessThanOrEqual(2);
    }
  }
});

test('a host pauses only what plays and plays only what is paused', () => {
  for (const events of hosted.values()) {
    const switches = events
      .map((event) => reportOf(event).action)
      .filter((a) => a === 'play' || a === 'pause');
    expect(switches[0]).toBe('pause');
    expect(switches.every((action, index) => action !== switches[index + 1])).toBe(true);
  }
});

test('another pace of the positions moves no command', () => {
  const commands = (rate: number) =>
    planSchedule(musicRoom, { ...usual, rate }, 'seed', 60e6)
      .filter((event) => reportOf(event).action !== 'position')
      .map(({ source, offsetUs }) => `${source}@${offsetUs}`);
  expect(commands(5)).toEqual(commands(1));
});
