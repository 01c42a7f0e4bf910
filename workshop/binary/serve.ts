import type { Request, Response } from 'express';
import { endStream, startStream } from '../../transports/frame-writer.ts';
import type { Host } from '../../transports/host.ts';
import { STREAM_HEADERS } from '../../transports/sse/event-response.ts';
import { sseEvent } from '../../transports/sse/framing.ts';
import { checkHandshake } from '../../transports/websocket/handshake.ts';
import { webSocketOver } from '../../transports/websocket/over-stream.ts';
import { CARRIERS, MESSAGE_BYTES, MESSAGES, TEXT } from './carrier.ts';

/** Every byte value in turn, so that a page knows itself what it should have heard. */
const MESSAGE = Buffer.from(Array.from({ length: MESSAGE_BYTES }, (_, place) => place & 0xff));

/** What cannot stand in a line ends it; nothing else is done to the bytes. */
const plainBlock = (): Buffer => {
  const lines = MESSAGE.toString('latin1').split(/[\r\n]/);
  return Buffer.from(`${lines.map((line) => `data: ${line}\n`).join('')}\n`, 'latin1');
};

const FRAMES = {
  'sse-plain': plainBlock,
  'sse-base64': () => sseEvent().data(MESSAGE.toString('base64')).build(),
  text: () => sseEvent().data(TEXT).build(),
};

/** `GET /binary?as=…` sends the same bytes over SSE, an upgrade of `/binary` over a WebSocket. */
export function serveBinary(host: Host): void {
  host.app.get('/binary', ({ query }: Request, response: Response) => {
    const frame = FRAMES[String(query.as) as keyof typeof FRAMES];
    if (frame === undefined) {
      response
        .status(400)
        .json({ error: { message: `Expected as to be text or one of ${CARRIERS.join(', ')}.` } });
      return;
    }
    const sink = startStream(response, STREAM_HEADERS);
    sink.on('error', () => {});
    const count = query.as === 'text' ? 1 : MESSAGES;
    for (let sent = 0; sent < count; sent++) sink.write(frame());
    // The page closes; an end in order would bring an EventSource back.
    setTimeout(() => endStream(sink), LINGER_MS).unref();
  });
  host.onUpgrade('/binary', (request) => {
    let headers: Record<string, string>;
    try {
      headers = checkHandshake(request, host.settings.allowedOrigins);
    } catch (error) {
      request.refuse(error);
      return;
    }
    const socket = webSocketOver(request.accept(headers), 'server', {
      maxPayloadBytes: MESSAGE_BYTES,
      closeTimeoutMs: LINGER_MS,
    });
    socket.on('error', () => {});
    for (let sent = 0; sent < MESSAGES; sent++) socket.send(MESSAGE);
  });
}

const LINGER_MS = 5_000;
