import { defineErrorCodes, LabError } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'ledger-unreadable': 'Bytes at a socket are not what the ledger knows how to read',
});

/** The error of a parser that met what it does not know: better no ledger than a wrong one. */
export const unreadable = (layer: string, expected: string, got: string): LabError =>
  new LabError(codes['ledger-unreadable'], {
    expected: `${expected} (${layer})`,
    got,
    remedy:
      'The parsers stand in harness/ledger/; one of them does not know what this server or client says.',
  });

/** The bytes of one direction, in order, and when each came past. */
export class Recording {
  readonly #chunks: Buffer[] = [];
  readonly #ends: number[] = [];
  readonly #times: number[] = [];
  #bytes: Buffer | undefined;
  length = 0;

  /** @param atUs on the lab's clock; never earlier than the chunk before */
  append(chunk: Buffer, atUs: number): void {
    if (chunk.length === 0) return;
    this.length += chunk.length;
    this.#chunks.push(chunk);
    this.#ends.push(this.length);
    this.#times.push(atUs);
    this.#bytes = undefined;
  }

  get bytes(): Buffer {
    this.#bytes ??= Buffer.concat(this.#chunks);
    return this.#bytes;
  }

  /** When the byte at this offset came past. */
  timeOf(offset: number): number {
    return this.#times[this.#chunkOf(offset)] ?? 0;
  }

  /** Where the chunk ends in which the byte at this offset came. */
  endOfChunk(offset: number): number {
    return this.#ends[this.#chunkOf(offset)] ?? this.length;
  }

  #chunkOf(offset: number): number {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Reads a recording from its start to its end. Throws a LabError where it ends in the middle of something. */
export class RecordingReader {
  readonly #recording: Recording;
  readonly #layer: string;
  #at = 0;

  /** @param layer names the parser in errors, such as `HTTP/2 frames` */
  constructor(recording: Recording, layer: string) {
    this.#recording = recording;
    this.#layer = layer;
  }

  get left(): number {
    return this.#recording.length - this.#at;
  }

  /** When the last byte that was taken came past: a message has come when it is whole. */
  get timeUs(): number {
    return this.#recording.timeOf(Math.max(0, this.#at - 1));
  }

  take(length: number): Buffer {
    if (length > this.left) throw this.unreadable(`${length} more bytes`, `${this.left} and the end`);
    this.#at += length;
    return this.#recording.bytes.subarray(this.#at - length, this.#at);
  }

  /** Moves the next bytes into another recording; each keeps the time at which it came past. */
  takeInto(other: Recording, length: number): void {
    if (length > this.left) throw this.unreadable(`${length} more bytes`, `${this.left} and the end`);
    for (const end = this.#at + length; this.#at < end; ) {
      const to = Math.min(end, this.#recording.endOfChunk(this.#at));
      other.append(this.#recording.bytes.subarray(this.#at, to), this.#recording.timeOf(this.#at));
      this.#at = to;
    }
  }

  /** Up to and including the next `mark`. */
  takeThrough(mark: string): Buffer {
    const found = this.#recording.bytes.indexOf(mark, this.#at);
    if (found === -1) throw this.unreadable(`${JSON.stringify(mark)} to come`, `${this.left} bytes without`);
    return this.take(found + mark.length - this.#at);
  }

  unreadable(expected: string, got: string): LabError {
    return unreadable(this.#layer, expected, `${got}, at byte ${this.#at}`);
  }
}
