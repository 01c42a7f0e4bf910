import { type EventMark, eventsIn } from './event-marks.ts';
import type { Packet } from './pcap.ts';

/** What a client's socket gave to its process, and when, on the lab's clock. */
export interface SocketRead {
  /** The client's own. */
  readonly port: number;
  readonly atUs: number;
  readonly events: readonly EventMark[];
}

/** The two legs of one delivery, in microseconds. */
export interface Legs {
  readonly publishToPacketUs: number;
  readonly packetToReceiveUs: number;
}

export interface Pairing {
  readonly legs: readonly Legs[];
  /** Deliveries that a socket read and no packet carried. */
  readonly withoutPacket: number;
}

/**
 * Finds for each delivery that a socket read the packet that carried it: by the client's port and the event's
 * (`source`, `seq`), so that neither time decides what belongs together.
 *
 * @param toMonotonicUs maps a packet's time to the lab's clock
 * @param isMeasured whether the event is one of those whose latency is looked at
 */
export function pairLegs(
  packets: readonly Packet[],
  reads: readonly SocketRead[],
  toMonotonicUs: (unixUs: number) => number,
  isMeasured: (event: EventMark) => boolean,
): Pairing {
  const carried = new Map<string, number>();
  for (const { protocol, toPort, atUs, payload } of packets) {
    if (protocol !== 'tcp') continue;
    for (const event of eventsIn(payload)) {
      const key = keyOf(toPort, event);
      // The first time that it was sent, should it have been sent again.
      if (!carried.has(key)) carried.set(key, toMonotonicUs(atUs));
    }
  }
  const legs: Legs[] = [];
  let withoutPacket = 0;
  for (const { port, atUs, events } of reads) {
    for (const event of events.filter(isMeasured)) {
      const packetAtUs = carried.get(keyOf(port, event));
      if (packetAtUs === undefined) withoutPacket++;
      else {
        legs.push({
          publishToPacketUs: packetAtUs - event.publishedAtUs,
          packetToReceiveUs: atUs - packetAtUs,
        });
      }
    }
  }
  return { legs, withoutPacket };
}

const keyOf = (port: number, { source, seq }: EventMark): string => `${port} ${source} ${seq}`;

/** The value that a share `p` of the values does not pass, as HdrHistogram says it. */
export function percentileOf(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}
