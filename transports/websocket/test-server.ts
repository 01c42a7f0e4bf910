import type { Duplex } from 'node:stream';
import type { Host, UpgradeRequest } from '../host.ts';
import type { Transport } from '../transport.ts';
import { encodeTextFrame } from './framing.ts';
import { checkHandshake } from './handshake.ts';
import websocket from './index.ts';

/** Another server than the lab's: it accepts a WebSocket and says what the test wants. Only tests use it. */
export const otherServer = (
  speak: (stream: Duplex, query: URLSearchParams) => void,
  more: (host: Host) => void = () => {},
): Transport => ({
  ...websocket,
  mount: (host) => {
    more(host);
    host.onUpgrade('/ws', (request: UpgradeRequest) => {
      const stream = request.accept(checkHandshake(request, host.settings.allowedOrigins));
      stream.on('error', () => {});
      // All that it understands is a close frame; no test needs more.
      stream.on('data', ([first]: Buffer) => first === 0x88 && stream.end());
      stream.on('end', () => stream.destroy());
      speak(stream, request.query);
    });
  },
});

export const say = (stream: Duplex, message: object | string): void => {
  stream.write(encodeTextFrame(typeof message === 'string' ? message : JSON.stringify(message)));
};

export const eventJson = (id: number) => ({
  id,
  channel: 'room',
  kind: 'message',
  source: 's',
  seq: id,
  intendedAtUs: 1,
  publishedAtUs: 2,
  data: null,
});

/** @param code `null` for a frame without one */
export const closeFrame = (code: number | null): Buffer =>
  Buffer.from(code === null ? [0x88, 0] : [0x88, 2, code >> 8, code & 0xff]);
