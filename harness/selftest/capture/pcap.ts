import { defineErrorCodes, LabError } from '../../../lab/errors.ts';

const codes = defineErrorCodes({
  'capture-format': 'A packet capture is not what tcpdump writes for the loopback device',
});

/** One TCP segment or UDP datagram over IPv4. */
export interface Packet {
  /** When the kernel saw it, microseconds of CLOCK_REALTIME. */
  readonly atUs: number;
  readonly protocol: 'tcp' | 'udp';
  readonly fromPort: number;
  readonly toPort: number;
  readonly payload: Buffer;
}

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
/** Nanoseconds, in the byte order of a machine that counts from the little end. */
const MAGIC = 0xa1b23c4d;
const LINK_ETHERNET = 1;
const ETHERNET_BYTES = 14;
const PROTOCOLS: Readonly<Record<number, Packet['protocol']>> = { 6: 'tcp', 17: 'udp' };
const UDP_HEADER_BYTES = 8;

/**
 * Reads `tcpdump -w - --time-stamp-precision=nano` (pcap savefile format, draft-ietf-opsawg-pcap). What is
 * neither TCP nor UDP over IPv4 is passed over, and so is a last packet of which not all is there yet.
 * A reader of our own, because what npm has for it is abandoned or needs a compiler.
 *
 * @throws LabError where it is of another format, byte order or device
 */
export function readPackets(capture: Buffer): Packet[] {
  if (capture.length < FILE_HEADER_BYTES) return [];
  const [magic, link] = [capture.readUInt32LE(0), capture.readUInt32LE(20)];
  if (magic !== MAGIC || link !== LINK_ETHERNET) {
    throw new LabError(codes['capture-format'], {
      expected: `pcap with nanoseconds (${MAGIC.toString(16)}) of a device of link type ${LINK_ETHERNET}`,
      got: `${magic.toString(16)} of link type ${link}`,
      remedy: 'The capture works on Linux, whose loopback device has Ethernet headers.',
    });
  }
  const packets: Packet[] = [];
  let at = FILE_HEADER_BYTES;
  while (at + RECORD_HEADER_BYTES <= capture.length) {
    const frameAt = at + RECORD_HEADER_BYTES;
    const next = frameAt + capture.readUInt32LE(at + 8);
    if (next > capture.length) break;
    const atUs = capture.readUInt32LE(at) * 1e6 + capture.readUInt32LE(at + 4) / 1e3;
    const packet = readPacket(capture.subarray(frameAt, next), atUs);
    if (packet !== undefined) packets.push(packet);
    at = next;
  }
  return packets;
}

/** RFC 791, 768 and 9293: the lengths of the headers stand in them. */
function readPacket(frame: Buffer, atUs: number): Packet | undefined {
  const ip = frame.subarray(ETHERNET_BYTES);
  if (ip.length === 0 || ip.readUInt8(0) >> 4 !== 4) return;
  const protocol = PROTOCOLS[ip.readUInt8(9)];
  if (protocol === undefined) return;
  const segment = ip.subarray((ip.readUInt8(0) & 0xf) * 4, ip.readUInt16BE(2));
  const headerBytes = protocol === 'udp' ? UDP_HEADER_BYTES : (segment.readUInt8(12) >> 4) * 4;
  return {
    atUs,
    protocol,
    fromPort: segment.readUInt16BE(0),
    toPort: segment.readUInt16BE(2),
    payload: segment.subarray(headerBytes),
  };
}
