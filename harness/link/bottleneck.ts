/** What makes a link slow, in each direction. */
export interface Shape {
  /** Of one direction: half of a round trip. */
  readonly delayMs: number;
  /** Added at random, uniform from 0 to this. */
  readonly jitterMs: number;
  /** 0 is without limit. */
  readonly bytesPerSecond: number;
}

/** What a TCP segment carries over Ethernet: the grain in which a slow link delivers. */
const PACKET_BYTES = 1_460;

/**
 * One direction of one browser's way to the network. All its connections share it, as those of one
 * machine share its Wi-Fi: what one of them sends makes the others wait.
 */
export class Bottleneck {
  readonly #shape: Shape;
  readonly #random: () => number;
  readonly #clock: () => number;
  #freeMs = 0;

  /** @param random uniform in [0, 1), the jitter */
  constructor(shape: Shape, random: () => number, clock: () => number = () => performance.now()) {
    this.#shape = shape;
    this.#random = random;
    this.#clock = clock;
  }

  /** When a packet that is sent now arrives. */
  dueMs(bytes: number): number {
    const { delayMs, jitterMs, bytesPerSecond } = this.#shape;
    const onWireMs = bytesPerSecond === 0 ? 0 : (bytes * 1e3) / bytesPerSecond;
    this.#freeMs = Math.max(this.#freeMs, this.#clock()) + onWireMs;
    return this.#freeMs + delayMs + this.#random() * jitterMs;
  }

  /** The parts in which a chunk travels. */
  packets(chunk: Buffer | undefined): readonly (Buffer | undefined)[] {
    if (chunk === undefined || this.#shape.bytesPerSecond === 0) return [chunk];
    const count = Math.ceil(chunk.length / PACKET_BYTES);
    return Array.from({ length: count }, (_, index) =>
      chunk.subarray(index * PACKET_BYTES, (index + 1) * PACKET_BYTES),
    );
  }
}
