import type { Tap } from '../dialler.ts';
import type { ServerMessage } from './messages.ts';

/**
 * The last chunk that was one whole text frame, whoever received it, and what it said. The tabs of one
 * process hear each event one after the other, and comparing 350 bytes costs a fraction of taking
 * them apart again.
 */
let last: { readonly chunk: Buffer; readonly message: ServerMessage; readonly bytes: number } | undefined;

const END_OF_HEAD = '\r\n\r\n';
/** FIN and opcode 1: a whole text message in one frame (RFC 6455, 5.2). */
const FIN_TEXT = 0x81;
const MASKED = 0x80;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/**
 * Stands between a WebSocket's socket and ws. A chunk that begins where a frame begins and is, byte for
 * byte, a message that another WebSocket was just told, is told at once. Everything else is for
 * ws, which reads and checks it as ever; nothing depends on having been told here.
 */
export class HeardAlike implements Tap {
  readonly #tell: (message: ServerMessage, bytes: number) => void;
  #afterHandshake = false;
  /** Bytes to come before a frame begins. NaN where that is not known any more: then all is for ws. */
  #owed = 0;
  /** What ws is reading, while it may turn out to be one message. */
  #single: Buffer | undefined;

  constructor(tell: (message: ServerMessage, bytes: number) => void) {
    this.#tell = tell;
  }

  /** True where the chunk has been told; else ws is to have it. */
  take(chunk: Buffer): boolean {
    if (this.#owed === 0 && this.#afterHandshake && last?.chunk.equals(chunk)) {
      this.#tell(last.message, last.bytes);
      return true;
    }
    this.#single = undefined;
    if (this.#afterHandshake) this.#follow(chunk, this.#owed);
    else {
      this.#afterHandshake = true;
      const end = chunk.indexOf(END_OF_HEAD);
      this.#follow(chunk, end === -1 ? Number.NaN : end + END_OF_HEAD.length);
    }
    return false;
  }

  /** What ws has made of a message. Where the chunk under way is that message, it is remembered. */
  heard(message: ServerMessage, data: Buffer): void {
    const chunk = this.#single;
    this.#single = undefined;
    if (chunk?.subarray(chunk.length - data.length).equals(data)) {
      last = { chunk: Buffer.from(chunk), message, bytes: data.length };
    }
  }

  /** Steps from frame to frame, the first of which begins at `at`. */
  #follow(chunk: Buffer, at: number): void {
    let begin = at;
    while (begin < chunk.length) {
      const end = begin + frameLength(chunk, begin);
      if (begin === 0 && end === chunk.length && chunk[0] === FIN_TEXT) this.#single = chunk;
      begin = end;
    }
    this.#owed = begin - chunk.length;
  }
}

/** Header and payload; NaN where a header is cut in two, or is none that a server sends. */
function frameLength(chunk: Buffer, at: number): number {
  const second = chunk[at + 1];
  if (second === undefined || second >= MASKED) return Number.NaN;
  if (second < LENGTH_IN_16_BITS) return 2 + second;
  if (second === LENGTH_IN_64_BITS || at + 4 > chunk.length) return Number.NaN;
  return 4 + chunk.readUInt16BE(at + 2);
}
