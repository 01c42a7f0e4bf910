import { createServer, type ServerResponse } from 'node:http';

/** As many events are kept for those who come back; who missed more has a hole. */
const KEPT = 1_000;

const streams = new Set<ServerResponse>();
const log: { id: number; frame: string }[] = [];
// From the clock, so that ids grow on after the server has started anew.
let id = Date.now();

export const server = createServer((request, response) => {
  if (request.method === 'POST') {
    // The way back is a request of its own.
    request.resume().on('end', () => response.writeHead(202).end());
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  // Who was here before says so, and gets what it missed; who is new begins now.
  const lastId = Number(request.headers['last-event-id'] ?? id);
  for (const event of log) if (event.id > lastId) response.write(event.frame);
  streams.add(response);
  response.on('close', () => streams.delete(response));
});

/** Tells everybody: an id, the data, and the empty line that ends the event. */
export function publish(data: unknown): void {
  id++;
  const frame = `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
  log.push({ id, frame });
  if (log.length > KEPT) log.shift();
  for (const stream of streams) stream.write(frame);
}
