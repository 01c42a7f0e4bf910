import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Duplex } from 'node:stream';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import type { ConnectionRegistry } from './connection-registry.ts';
import { toLabError } from './express-app.ts';
import type { UpgradeHandler, UpgradeRequest } from './host.ts';

const codes = defineErrorCodes({
  'upgrade-unknown': 'An upgrade or extended CONNECT asked for a path or protocol that is not served',
  'connection-cap': 'The server holds as many connections as it may',
});

/** The error for whoever came when the server was full. */
export const overCapError = (cap: number): LabError =>
  new LabError(codes['connection-cap'], {
    expected: `at most ${cap} connections at once`,
    got: 'one more',
    remedy: 'Come back later, or start the server with a higher --max-connections.',
    status: 503,
  });

/** Answers upgrades (HTTP/1.1) and extended CONNECTs (RFC 8441) with the handler of their path. */
export class UpgradeRouter {
  readonly #handlers = new Map<string, UpgradeHandler>();
  readonly #connections: ConnectionRegistry;

  constructor(connections: ConnectionRegistry) {
    this.#connections = connections;
  }

  on(path: string, handler: UpgradeHandler): void {
    this.#handlers.set(path, handler);
  }

  /** For the `upgrade` event of an HTTP/1.1 server. */
  readonly onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    this.#connections.count('httpRequests', request.socket);
    // A peer that resets here must not end the process.
    socket.on('error', () => socket.destroy());
    if (head.length > 0) socket.unshift(head);
    // RFC 6455, 4.2.1: the handshake is a GET.
    const protocol = request.method === 'GET' ? request.headers.upgrade : `${request.method} and an upgrade`;
    this.#route(request.socket, request.url ?? '', protocol, {
      httpVersion: '1.1',
      headers: request.headers,
      accept: (headers) => {
        socket.write(headOf(101, headers));
        return socket;
      },
      refuse: (thrown) => {
        const error = toLabError(thrown);
        const body = JSON.stringify(error);
        socket.end(
          headOf(error.status, {
            Connection: 'close',
            'Content-Type': 'application/json',
            'Content-Length': String(Buffer.byteLength(body)),
            'Cache-Control': 'no-store',
            ...headersOf(error),
          }) + body,
        );
      },
    });
  };

  /** For the `connect` event of an HTTP/2 server with a request handler. */
  readonly onConnect = (request: Http2ServerRequest, response: Http2ServerResponse): void => {
    this.#connections.count('httpRequests', request.socket);
    this.#connections.count('http2Streams', request.socket);
    const protocol = request.headers[':protocol'];
    this.#route(request.socket, request.url, typeof protocol === 'string' ? protocol : undefined, {
      httpVersion: '2',
      headers: request.headers,
      accept: (headers) => {
        response.stream.respond({ ':status': 200, ...headers });
        return response.stream;
      },
      refuse: (thrown) => {
        const error = toLabError(thrown);
        response.writeHead(error.status, {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          ...headersOf(error),
        });
        response.end(JSON.stringify(error));
      },
    });
  };

  #route(
    peer: IncomingMessage['socket'],
    url: string,
    protocol: string | undefined,
    answers: Omit<UpgradeRequest, 'query'>,
  ): void {
    // Not by URL: a path such as // is none to it, and throws.
    const [pathname = '', query = ''] = url.split('?', 2);
    const handler = this.#handlers.get(pathname);
    if (this.#connections.isOverCap(peer)) {
      answers.refuse(overCapError(this.#connections.cap));
    } else if (handler === undefined || protocol?.toLowerCase() !== 'websocket') {
      answers.refuse(
        new LabError(codes['upgrade-unknown'], {
          expected: `a WebSocket on ${[...this.#handlers.keys()].join(' or ') || 'no path of this server'}`,
          got: `${protocol ?? 'no protocol'} on ${pathname.slice(0, 80)}`,
          status: handler === undefined ? 404 : 400,
        }),
      );
    } else {
      handler({ ...answers, query: new URLSearchParams(query) });
    }
  }
}

/** RFC 6455, 4.4: a refused version is answered with the one that is spoken here. */
const headersOf = (error: LabError): Record<string, string> =>
  error.status === 426 ? { 'Sec-WebSocket-Version': '13' } : {};

const headOf = (status: number, headers: Readonly<Record<string, string>>): string => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
};
