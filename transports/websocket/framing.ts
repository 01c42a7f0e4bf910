import type { Framing } from '../event.ts';

/** FIN set, opcode 1: a whole text message in one frame (RFC 6455, 5.2). */
const FIN_TEXT = 0x81;
/** Lengths up to here stand in the second byte itself. */
const MAX_7_BIT_LENGTH = 125;
const MAX_16_BIT_LENGTH = 0xffff;
/** In place of a length: the real one follows in 16 or in 64 bits. */
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/**
 * One text message as a server sends it, in one frame: unmasked (RFC 6455, 5.1: a server must not
 * mask), which is what lets one buffer serve every subscriber.
 */
export function encodeTextFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  if (length <= MAX_7_BIT_LENGTH) {
    const frame = Buffer.allocUnsafe(2 + length);
    frame[1] = length;
    return finish(frame, 2, text);
  }
  if (length <= MAX_16_BIT_LENGTH) {
    const frame = Buffer.allocUnsafe(4 + length);
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(length, 2);
    return finish(frame, 4, text);
  }
  const frame = Buffer.allocUnsafe(10 + length);
  frame[1] = LENGTH_IN_64_BITS;
  frame.writeBigUInt64BE(BigInt(length), 2);
  return finish(frame, 10, text);
}

function finish(frame: Buffer, headerBytes: number, text: string): Buffer {
  frame[0] = FIN_TEXT;
  frame.write(text, headerBytes);
  return frame;
}

/** An event's JSON as one text message; made once per event, however many subscribers there are. */
export const webSocketFraming: Framing = { encode: (event) => encodeTextFrame(event.json) };
