import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { monotonicUs } from '../../../lab/clock.ts';
import { defineErrorCodes, LabError } from '../../../lab/errors.ts';
import { type Bracket, type ClockMap, mapClocks, readBothClocks } from './clock-map.ts';
import { type Packet, readPackets } from './pcap.ts';

const codes = defineErrorCodes({
  'capture-refused': 'tcpdump may not listen on the loopback device',
  'capture-incomplete': 'tcpdump did not write what was sent',
  'capture-clock': 'A packet has a time at which it cannot have been on its way',
});

const ADDRESS = '127.0.0.1';
/**
 * Between the kernel and tcpdump. Not `--immediate-mode`: each packet then takes a slot of the
 * largest size, 32 fit, and on a busy machine some are dropped.
 */
const BUFFER_KIB = '16384';
const PROBES = 20;
const PATIENCE_MS = 5_000;

/** A datagram of our own: it was on its way between these two moments of the lab's clock. */
interface Probe {
  readonly sentAtUs: number;
  readonly receivedAtUs: number;
}

/** The packets of the loopback device while something else happens there. */
export class PacketCapture {
  readonly #tcpdump: ChildProcess;
  readonly #chunks: Buffer[] = [];
  readonly #prober: Socket;
  readonly #probes: Probe[] = [];
  #start: Bracket | undefined;
  #lastWords = '';
  #closed = false;

  private constructor(program: string, prober: Socket) {
    this.#prober = prober;
    const options = ['--time-stamp-precision=nano', '-B', BUFFER_KIB, '-U', '-w', '-'];
    this.#tcpdump = spawn(program, ['-i', 'lo', ...options, `tcp or udp port ${prober.address().port}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#tcpdump.stdout?.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#tcpdump.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords += chunk.toString();
    });
  }

  /** Resolves when packets are being written. Rejects with a LabError where that is not allowed. */
  static async start(program: string): Promise<PacketCapture> {
    const prober = createSocket('udp4');
    prober.bind(0, ADDRESS);
    await once(prober, 'listening');
    const capture = new PacketCapture(program, prober);
    try {
      await capture.#listening();
      capture.#start = readBothClocks();
      await capture.#probe();
      return capture;
    } catch (error) {
      await capture.close();
      throw error;
    }
  }

  /**
   * Ends it, and gives the packets with what maps their times to the lab's clock, and how many the kernel
   * dropped because tcpdump was behind. The map is tried on our own datagrams: LabError where one has a
   * time at which it was not on its way.
   */
  async finish(): Promise<{ packets: Packet[]; clock: ClockMap; dropped: number }> {
    try {
      await this.#probe();
      const clock = mapClocks(this.#start as Bracket, readBothClocks());
      const packets = await this.#everything();
      this.#checkClock(packets, clock);
      await this.close();
      return {
        packets,
        clock,
        dropped: Number(/(\d+) packets? dropped by kernel/.exec(this.#lastWords)?.[1]),
      };
    } finally {
      // tcpdump does not notice that nobody reads it any more, and would look at every packet for ever.
      await this.close();
    }
  }

  /** Safe to call again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#prober.close();
    if (this.#tcpdump.exitCode !== null || this.#tcpdump.signalCode !== null) return;
    // Not "exit": its last words come after that.
    const ended = once(this.#tcpdump, 'close');
    this.#tcpdump.kill('SIGINT');
    await ended;
  }

  async #listening(): Promise<void> {
    for (const untilUs = monotonicUs() + PATIENCE_MS * 1e3; monotonicUs() < untilUs; await wait(10)) {
      if (this.#lastWords.includes('listening on')) return;
      if (this.#tcpdump.exitCode !== null) break;
    }
    throw new LabError(codes['capture-refused'], {
      expected: 'tcpdump to listen on the device lo',
      got: this.#lastWords.trim().split('\n').at(-1) || 'no word from it',
      remedy: 'It needs root, or the capability CAP_NET_RAW.',
    });
  }

  async #probe(): Promise<void> {
    const { port } = this.#prober.address();
    for (let i = 0; i < PROBES / 2; i++) {
      const received = once(this.#prober, 'message');
      const sentAtUs = monotonicUs();
      this.#prober.send(String(this.#probes.length), port, ADDRESS);
      await received;
      this.#probes.push({ sentAtUs, receivedAtUs: monotonicUs() });
    }
  }

  /** tcpdump is behind, by up to a second: all is there when the last probe is. */
  async #everything(): Promise<Packet[]> {
    for (const untilUs = monotonicUs() + PATIENCE_MS * 1e3; monotonicUs() < untilUs; await wait(50)) {
      const packets = readPackets(Buffer.concat(this.#chunks));
      if (packets.filter(({ protocol }) => protocol === 'udp').length === this.#probes.length) return packets;
    }
    throw new LabError(codes['capture-incomplete'], {
      expected: `${this.#probes.length} probes among the packets`,
      got: `fewer or more: ${this.#lastWords.trim()}`,
      remedy: 'The machine may be too busy: repeat.',
    });
  }

  #checkClock(packets: readonly Packet[], { toMonotonicUs, errorUs }: ClockMap): void {
    for (const { atUs, payload } of packets.filter(({ protocol }) => protocol === 'udp')) {
      const { sentAtUs, receivedAtUs } = this.#probes[Number(payload.toString())] as Probe;
      const seenAtUs = toMonotonicUs(atUs);
      if (seenAtUs >= sentAtUs - errorUs && seenAtUs <= receivedAtUs + errorUs) continue;
      throw new LabError(codes['capture-clock'], {
        expected: `a datagram's packet between ${sentAtUs} and ${receivedAtUs} µs, give or take ${errorUs}`,
        got: `${seenAtUs} µs`,
        remedy: 'The wall clock may have been set meanwhile: repeat.',
      });
    }
  }
}
