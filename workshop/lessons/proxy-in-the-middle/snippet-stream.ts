import { createServer, type ServerResponse } from 'node:http';

/** Well within the shortest time-out on the way: nginx’s is 60 s. */
const HEARTBEAT_MS = 15_000;

const streams = new Set<ServerResponse>();

export const server = createServer((_request, response) => {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // nginx passes on at once what comes with this, unless proxy_ignore_headers makes it deaf to it.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  streams.add(response);
  response.on('close', () => streams.delete(response));
});

export function publish(data: unknown): void {
  for (const stream of streams) stream.write(`data: ${JSON.stringify(data)}\n\n`);
}

/** A comment: proxies see that the stream lives, pages do not see it. */
export function beat(): void {
  for (const stream of streams) stream.write(':\n\n');
}

setInterval(beat, HEARTBEAT_MS).unref();
