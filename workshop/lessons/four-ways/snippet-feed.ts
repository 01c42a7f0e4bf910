import { createServer, type ServerResponse } from 'node:http';

const streams = new Set<ServerResponse>();

export const server = createServer((request, response) => {
  if (request.method === 'POST') {
    // The way back is a request of its own.
    request.resume().on('end', () => response.writeHead(202).end());
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  streams.add(response);
  response.on('close', () => streams.delete(response));
});

let id = 0;

/** Tells everybody: an id, the data, and the empty line that ends the event. */
export function publish(data: unknown): void {
  id++;
  for (const stream of streams) stream.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}
