import { enterBody } from './body.ts';
import type { Enter } from './book.ts';
import { Recording, RecordingReader } from './recording.ts';

/** RFC 9113, 3.4. */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME_HEAD_BYTES = 9;
/** Frame types (RFC 9113, 6). */
const DATA = 0;
const HEADERS = 1;
const PING = 6;
const CONTINUATION = 9;
/** PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, GOAWAY, WINDOW_UPDATE; ALTSVC, ORIGIN, PRIORITY_UPDATE. */
const SESSION_TYPES: readonly number[] = [2, 3, 4, 5, 7, 8, 10, 12, 16];
const PADDED = 0x8;

/** Enters one direction of an HTTP/2 connection frame by frame, then each stream's data as a whole. */
export function enterHttp2(stream: Recording, direction: 'up' | 'down', enter: Enter): void {
  const reader = new RecordingReader(stream, 'HTTP/2 frames');
  const bodies = new Map<number, Recording>();
  if (direction === 'up' && reader.left > 0) {
    const preface = reader.take(PREFACE.length).toString('latin1');
    if (preface !== PREFACE) throw reader.unreadable('the preface', JSON.stringify(preface));
    enter('http2', PREFACE.length, reader.timeUs);
  }
  while (reader.left > 0) {
    const head = reader.take(FRAME_HEAD_BYTES);
    const length = head.readUIntBE(0, 3);
    const type = head[3] as number;
    if (type === DATA) {
      const body = bodies.get(head.readUInt32BE(5)) ?? new Recording();
      bodies.set(head.readUInt32BE(5), body);
      enter('framing', FRAME_HEAD_BYTES + takeData(reader, head, length, body), reader.timeUs);
      continue;
    }
    reader.take(length);
    const bytes = FRAME_HEAD_BYTES + length;
    if (type === HEADERS || type === CONTINUATION) enter('heads', bytes, reader.timeUs);
    else if (type === PING) enter('heartbeats', bytes, reader.timeUs);
    else if (SESSION_TYPES.includes(type)) enter('http2', bytes, reader.timeUs);
    else throw reader.unreadable('a frame of HTTP/2', `one of type ${type}`);
  }
  for (const body of bodies.values()) enterBody(body, enter);
}

/** Moves a frame's data into the stream's body; returns the bytes of padding around it (RFC 9113, 6.1). */
function takeData(reader: RecordingReader, head: Buffer, length: number, body: Recording): number {
  const padded = ((head[4] as number) & PADDED) !== 0;
  const padding = padded ? (reader.take(1)[0] as number) : 0;
  const around = padded ? padding + 1 : 0;
  reader.takeInto(body, length - around);
  reader.take(padding);
  return around;
}
