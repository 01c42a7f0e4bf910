import { defineErrorCodes, LabError } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'raw-line-too-long': 'A line on a raw socket is longer than its reader takes',
});

const NEWLINE = 0x0a;

/**
 * Cuts a byte stream into lines. Chunks may end anywhere, within a UTF-8 character too: 0x0A is
 * never part of one, so a line is cut as bytes and decoded whole.
 */
export class LineSplitter {
  readonly #limitBytes: number;
  /** What came of the line under way; joined once, when it is complete. */
  #pieces: Buffer[] = [];
  #pendingBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /**
   * Yields the lines that the chunk completes, without their newlines; who stops early forgoes the
   * rest of the chunk. Throws a LabError as soon as a line passes the limit.
   */
  *push(chunk: Buffer): Generator<Buffer, void> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = chunk.subarray(start, end === -1 ? undefined : end);
      if (this.#pendingBytes + piece.length > this.#limitBytes) throw this.#tooLong();
      if (end === -1) {
        this.#keep(piece);
        return;
      }
      start = end + 1;
      yield this.#complete(piece);
    }
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#pendingBytes += piece.length;
  }

  #complete(last: Buffer): Buffer {
    if (this.#pendingBytes === 0) return last;
    const line = Buffer.concat([...this.#pieces, last]);
    this.#pieces = [];
    this.#pendingBytes = 0;
    return line;
  }

  #tooLong(): LabError {
    return new LabError(codes['raw-line-too-long'], {
      expected: `a line of at most ${this.#limitBytes} bytes`,
      got: 'a longer one',
      remedy: 'End each line with a newline.',
    });
  }
}
