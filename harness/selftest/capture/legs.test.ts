import { expect, test } from 'vitest';
import type { BenchCase } from '../../results/schema.ts';
import { eventsIn } from './event-marks.ts';
import { pairLegs, percentileOf, type SocketRead } from './legs.ts';
import type { Packet } from './pcap.ts';
import { judge, toldOf } from './residence.ts';

const event = (seq: number, publishedAtUs: number): string =>
  `{"id":${seq},"channel":"feed","kind":"message","source":"feed","seq":${seq},"intendedAtUs":1.5,"publishedAtUs":${publishedAtUs},"data":"x"}`;

const packet = (toPort: number, atUs: number, ...events: string[]): Packet => ({
  atUs,
  protocol: 'tcp',
  fromPort: 80,
  toPort,
  payload: Buffer.from(events.map((json) => `id: e.1\ndata: ${json}\n\n`).join('')),
});

const read = (port: number, atUs: number, ...events: string[]): SocketRead => ({
  port,
  atUs,
  events: eventsIn(Buffer.from(events.join('\n'))),
});

const all = () => true;
/** The wall clock of these tests is ahead by a second. */
const toMonotonicUs = (unixUs: number): number => unixUs - 1e6;

test('events are found in SSE and in WebSocket frames alike, several in one packet', () => {
  const frame = Buffer.concat([Buffer.from([0x81, 0x7e, 0, 200]), Buffer.from(event(7, 12.5))]);
  expect(eventsIn(frame)).toEqual([{ source: 'feed', seq: 7, publishedAtUs: 12.5 }]);
  expect(eventsIn(packet(1, 0, event(1, 5), event(2, 6)).payload).map(({ seq }) => seq)).toEqual([1, 2]);
});

test('a delivery is paired by port and event, whatever the times say', () => {
  const packets = [
    packet(2, 1e6 + 30, event(1, 10)),
    packet(1, 1e6 + 20, event(1, 10)),
    packet(1, 1e6 + 90, event(2, 80), event(3, 85)),
  ];
  const reads = [
    read(1, 25, event(1, 10)),
    read(2, 50, event(1, 10)),
    read(1, 95, event(2, 80), event(3, 85)),
  ];
  expect(pairLegs(packets, reads, toMonotonicUs, all)).toEqual({
    legs: [
      { publishToPacketUs: 10, packetToReceiveUs: 5 },
      { publishToPacketUs: 20, packetToReceiveUs: 20 },
      { publishToPacketUs: 10, packetToReceiveUs: 5 },
      { publishToPacketUs: 5, packetToReceiveUs: 5 },
    ],
    withoutPacket: 0,
  });
});

test('what was read and in no packet is counted, and what is not measured is not', () => {
  const reads = [read(1, 25, event(1, 10)), read(1, 30, event(2, 10))];
  expect(pairLegs([], reads, toMonotonicUs, ({ seq }) => seq === 2)).toEqual({ legs: [], withoutPacket: 1 });
});

test('what was sent again counts from the first time', () => {
  const packets = [packet(1, 1e6 + 20, event(1, 10)), packet(1, 1e6 + 40, event(1, 10))];
  const { legs } = pairLegs(packets, [read(1, 50, event(1, 10))], toMonotonicUs, all);
  expect(legs).toEqual([{ publishToPacketUs: 10, packetToReceiveUs: 30 }]);
});

test('a percentile is a value that occurred', () => {
  expect(percentileOf([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentileOf([4, 1, 3, 2], 0.99)).toBe(4);
  expect(percentileOf([], 0.5)).toBeNaN();
});

const labSays = (p50: number, p99: number, count: number): BenchCase =>
  ({ trials: [{ latencyUs: { delivery: { p50, p99, count } } }] }) as unknown as BenchCase;
const pairing = (...legs: (readonly [number, number])[]) => ({
  legs: legs.map(([publishToPacketUs, packetToReceiveUs]) => ({ publishToPacketUs, packetToReceiveUs })),
  withoutPacket: 0,
});

test('the legs hold where their sum is the lab’s figure within 0.1 ms or 5 %', () => {
  const legs = pairing([100, 200], [100, 3_900]);
  expect(judge('sse', labSays(390, 4_190, 2), legs, 1)).toMatchObject({
    sumUs: { p50: 300, p99: 4_000 },
    packetToReceiveUs: { p50: 200, p99: 3_900 },
    holds: true,
  });
  expect(judge('sse', labSays(410, 4_190, 2), legs, 1).holds).toBe(false);
  expect(judge('sse', labSays(390, 4_300, 2), legs, 1).holds).toBe(false);
});

test('a leg below zero, a delivery without a packet or without a pair fails them', () => {
  expect(judge('sse', labSays(300, 300, 1), pairing([302, -2]), 1)).toMatchObject({
    negativeLegs: 1,
    holds: false,
  });
  expect(judge('sse', labSays(300, 300, 1), pairing([302, -2]), 3).holds).toBe(true);
  expect(judge('sse', labSays(300, 300, 1), { ...pairing([100, 200]), withoutPacket: 1 }, 1).holds).toBe(
    false,
  );
  expect(judge('sse', labSays(300, 300, 2), pairing([100, 200]), 1).holds).toBe(false);
});

test('of several trials the one in the middle is told, so that a stall in one is not what clients take', () => {
  const trial = (p99: number, lab = p99) => judge('sse', labSays(p99, lab, 1), pairing([0, p99]), 1);
  const told = (...trials: ReturnType<typeof judge>[]) => toldOf(trials).packetToReceiveUs.p99;
  expect(told(trial(381_000), trial(2_900), trial(3_200))).toBe(3_200);
  // But one that does not hold is never passed over.
  expect(toldOf([trial(3_000), trial(2_900, 9_900), trial(3_200)])).toMatchObject({ holds: false });
});
