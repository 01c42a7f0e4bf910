import http2, { type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { listen as listenOn } from '../../../../transports/listen.ts';
import { connect } from '../../../../transports/sse/client.ts';
import { sseFraming } from '../../../../transports/sse/framing.ts';
import { participant, relay } from '../../participant.ts';

/** The least that a delivery costs over HTTP/2 on Node: a frame made once, written to every core stream. */
export default participant({
  id: 'bare-http2',
  title: 'Bare node:http2',
  summary: 'Event streams from a node:http2 stream handler: no framework, no checks, no limits.',
  colour: '#6b6b6b',
  http2: true,
  connect,
  listen: async (host) => {
    const streams = new Map<string, Set<ServerHttp2Stream>>();
    const audienceOf = (channel: string): Set<ServerHttp2Stream> => {
      const known = streams.get(channel);
      if (known !== undefined) return known;
      const audience = new Set<ServerHttp2Stream>();
      streams.set(channel, audience);
      relay(host, channel, (event) => {
        for (const stream of audience) stream.write(event.frame(sseFraming));
      });
      return audience;
    };
    const server = http2.createServer();
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      host.connections.add(socket);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
      const channel = new URL(headers[':path'] ?? '', 'http://peer').searchParams.get('channel') ?? '';
      const audience = audienceOf(channel);
      stream.on('error', () => {});
      stream.once('close', () => audience.delete(stream));
      stream.respond({ ':status': 200, 'content-type': 'text/event-stream' });
      audience.add(stream);
    });
    host.onShutdown(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    return listenOn(server, 0, host.settings.address);
  },
});
