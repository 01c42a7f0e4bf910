import type { Enter } from './book.ts';
import { enterMessage } from './messages.ts';
import { type Recording, RecordingReader } from './recording.ts';

/** First bytes of the frames there are here (RFC 6455, 5.2): FIN with one of these opcodes. */
const TEXT = 0x81;
const CLOSE = 0x88;
const PING = 0x89;
const PONG = 0x8a;
const MASK_BYTES = 4;

/** Enters WebSocket frames: heads and masks are framing, messages what they carry. */
export function enterWebSocketFrames(stream: Recording, enter: Enter): void {
  const reader = new RecordingReader(stream, 'WebSocket frames');
  while (reader.left > 0) {
    const [first, second] = reader.take(2) as unknown as [number, number];
    const extended = { 126: 2, 127: 8 }[second & 0x7f] ?? 0;
    const length = extended === 0 ? second & 0x7f : Number(`0x${reader.take(extended).toString('hex')}`);
    const mask = second >= 0x80 ? reader.take(MASK_BYTES) : Buffer.alloc(0);
    const payload = unmasked(reader.take(length), mask);
    const head = 2 + extended + mask.length;
    if (first === TEXT) {
      enter('framing', head, reader.timeUs);
      enterMessage(payload, enter, reader.timeUs);
    } else if (first === PING || first === PONG) enter('heartbeats', head + length, reader.timeUs);
    else if (first === CLOSE) enter('signals', head + length, reader.timeUs);
    else
      throw reader.unreadable(
        'a whole text message, a close, ping or pong',
        `a frame of 0x${first.toString(16)}`,
      );
  }
}

/** RFC 6455, 5.3. */
const unmasked = (payload: Buffer, mask: Buffer): Buffer =>
  mask.length === 0
    ? payload
    : Buffer.from(payload.map((byte, at) => byte ^ (mask[at % MASK_BYTES] as number)));
