import { enterBody } from './body.ts';
import type { Enter } from './book.ts';
import { Recording, RecordingReader } from './recording.ts';

const CRLF_BYTES = 2;

/**
 * Enters one direction of an HTTP/1.1 connection: requests going up, responses coming down. After an
 * upgrade (or a request for one) and in a response without a length all the rest is one body.
 */
export function enterHttp1(stream: Recording, enter: Enter): void {
  const reader = new RecordingReader(stream, 'HTTP/1.1');
  while (reader.left > 0) {
    const head = reader.takeThrough('\r\n\r\n');
    enter('heads', head.length, reader.timeUs);
    enterBody(takeBody(reader, head.toString('latin1').toLowerCase(), enter), enter);
  }
}

/** RFC 9112, 6.3: how long a body is. */
function takeBody(reader: RecordingReader, head: string, enter: Enter): Recording {
  const body = new Recording();
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (/\r\ntransfer-encoding: *chunked/.test(head)) takeChunks(reader, body, enter);
  else if (length !== undefined) reader.takeInto(body, Number(length));
  else if (/\r\nupgrade:/.test(head)) reader.takeInto(body, reader.left);
  // A 204 has no body, and neither has a request that states no length.
  else if (head.startsWith('http/') && !head.startsWith('http/1.1 204')) reader.takeInto(body, reader.left);
  return body;
}

/** RFC 9112, 7.1. */
function takeChunks(reader: RecordingReader, body: Recording, enter: Enter): void {
  for (;;) {
    const sizeLine = reader.takeThrough('\r\n');
    const size = Number.parseInt(sizeLine.toString('latin1'), 16);
    if (Number.isNaN(size)) throw reader.unreadable('a chunk’s size', JSON.stringify(sizeLine.toString()));
    reader.takeInto(body, size);
    reader.take(CRLF_BYTES);
    enter('framing', sizeLine.length + CRLF_BYTES, reader.timeUs);
    if (size === 0) return;
  }
}
