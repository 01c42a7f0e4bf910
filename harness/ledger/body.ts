import type { Enter } from './book.ts';
import { enterEventStream } from './event-stream.ts';
import { enterJsonBody } from './messages.ts';
import type { Recording } from './recording.ts';
import { enterWebSocketFrames } from './websocket-frames.ts';

/**
 * Enters what an exchange carries. Its first byte says what it is: a JSON object begins with a brace,
 * a whole WebSocket message with FIN set (RFC 6455, 5.2), an event stream with plain text. So heads need
 * not be decoded, which over HTTP/2 would take HPACK.
 */
export function enterBody(body: Recording, enter: Enter): void {
  const first = body.bytes[0];
  if (first === undefined) return;
  if (first === '{'.charCodeAt(0)) enterJsonBody(body.bytes, enter, body.timeOf(body.length - 1));
  else if (first >= 0x80) enterWebSocketFrames(body, enter);
  else enterEventStream(body, enter);
}
