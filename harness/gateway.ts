import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import type { TlsIdentity } from '../transports/host.ts';
import type { HttpVersion } from '../transports/transport.ts';

export interface GatewayOptions {
  readonly port: number;
  /** `null` for what is no HTTP: connections are then ended as soon as they stand. */
  readonly http: HttpVersion | null;
  /** What every request is answered with. */
  readonly status: number;
  readonly tls: TlsIdentity | undefined;
}

export interface Gateway {
  close(): Promise<void>;
}

/** What stands in for a server that is away, as a proxy does: it answers every request with one status. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const server = serverOf(options);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1', backlog: 4_096 }, resolve);
  });
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function serverOf({ http: version, status, tls }: GatewayOptions): net.Server {
  if (version === null) return net.createServer((socket) => socket.end());
  const body = `${status} ${http.STATUS_CODES[status] ?? ''}\n`;
  const headers = { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body) };
  if (version === '1.1') {
    const answer: http.RequestListener = (_request, response) =>
      response.writeHead(status, headers).end(body);
    const server = tls
      ? https.createServer({ ...tls, ALPNProtocols: ['http/1.1'] }, answer)
      : http.createServer(answer);
    // Without this, an asked-for upgrade would be a connection that hangs.
    server.on('upgrade', (_request, socket) => {
      socket.on('error', () => {});
      socket.end(`HTTP/1.1 ${status} Bad\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    });
    return server;
  }
  const settings = { settings: { enableConnectProtocol: true } };
  const server = tls ? http2.createSecureServer({ ...tls, ...settings }) : http2.createServer(settings);
  server.on('stream', (stream: http2.ServerHttp2Stream) => {
    stream.on('error', () => {});
    stream.respond({ ':status': status, ...headers });
    stream.end(body);
  });
  server.on('sessionError', () => {});
  return server;
}
