import { expect, test } from 'vitest';
import { needProgram } from '../../../lab/outside-program.ts';
import { mapClocks, readBothClocks } from './clock-map.ts';
import { PacketCapture } from './packet-capture.ts';
import { readPackets } from './pcap.ts';

/** A capture of one packet, as tcpdump would write it. */
function captureOf(ip: Buffer, magic = 0xa1b23c4d): Buffer {
  const file = Buffer.alloc(24 + 16 + 14);
  file.writeUInt32LE(magic, 0);
  file.writeUInt32LE(1, 20);
  file.writeUInt32LE(1_700_000_000, 24);
  file.writeUInt32LE(123_456_789, 28);
  file.writeUInt32LE(14 + ip.length, 32);
  return Buffer.concat([file, ip]);
}

/** An IPv4 packet with options in both headers, so that their lengths matter. */
function tcpPacket(payload: string): Buffer {
  const headers = Buffer.alloc(24 + 32);
  headers.writeUInt8(0x46, 0);
  headers.writeUInt16BE(headers.length + payload.length, 2);
  headers.writeUInt8(6, 9);
  headers.writeUInt16BE(8_080, 24);
  headers.writeUInt16BE(40_000, 26);
  headers.writeUInt8(8 << 4, 24 + 12);
  return Buffer.concat([headers, Buffer.from(payload)]);
}

test('a TCP segment is read with its ports, its payload and its nanoseconds', () => {
  const [packet, ...more] = readPackets(captureOf(tcpPacket('hello')));
  expect(more).toEqual([]);
  expect(packet).toMatchObject({ protocol: 'tcp', fromPort: 8_080, toPort: 40_000 });
  expect(packet?.payload.toString()).toBe('hello');
  expect(packet?.atUs).toBeCloseTo(1_700_000_000 * 1e6 + 123_456.789, 0);
});

test('what is padded below IP is no payload, and what is not all there yet is left for later', () => {
  const capture = captureOf(Buffer.concat([tcpPacket('hi'), Buffer.alloc(6)]));
  expect(readPackets(capture)[0]?.payload.toString()).toBe('hi');
  expect(readPackets(capture.subarray(0, -1))).toEqual([]);
  expect(readPackets(Buffer.alloc(0))).toEqual([]);
});

test('a capture in microseconds is refused', () => {
  expect(() => readPackets(captureOf(tcpPacket(''), 0xa1b2c3d4))).toThrow(/Expected pcap with nanoseconds/);
});

test('both clocks are read where the wall clock goes to its next millisecond', () => {
  // Each look takes 0.4 µs; the wall clock is ahead by 7,000,000.3 µs and told in milliseconds.
  let nowUs = 0;
  const monotonic = (): number => {
    nowUs += 0.4;
    return Math.floor(nowUs);
  };
  const unix = (): number => Math.floor((nowUs + 7_000_000.3) / 1e3) * 1e3;
  const { monotonicUs, unixUs, errorUs } = readBothClocks(monotonic, unix);
  expect(Math.abs(unixUs - monotonicUs - 7_000_000.3)).toBeLessThanOrEqual(errorUs);
  expect(errorUs).toBeLessThan(2);
});

test('a wall clock that gains is followed by a straight line, and what it gained is told', () => {
  const start = { monotonicUs: 1_000, unixUs: 500_000, errorUs: 0.5 };
  const end = { monotonicUs: 2_000_990, unixUs: 2_500_000, errorUs: 1 };
  const { toMonotonicUs, errorUs } = mapClocks(start, end);
  expect(toMonotonicUs(500_000)).toBe(1_000);
  expect(toMonotonicUs(1_500_000)).toBe(1_000_995);
  expect(toMonotonicUs(2_500_000)).toBe(2_000_990);
  expect(errorUs).toBe(1 + 5 + 1);
});

test('tcpdump’s times fall between the sending and the receipt of datagrams on the lab’s own clock', async (context) => {
  const capture = await PacketCapture.start(needProgram(context, 'tcpdump'));
  const { packets, clock, dropped } = await capture.finish();
  expect(dropped).toBe(0);
  expect(packets.filter(({ protocol }) => protocol === 'udp')).toHaveLength(20);
  expect(clock.errorUs).toBeGreaterThan(0);
});
