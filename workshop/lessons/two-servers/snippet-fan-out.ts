import { createServer, type Server, type ServerResponse } from 'node:http';
import { createClient } from '@redis/client';

const CHANNEL = 'events';

export interface FanOut {
  readonly server: Server;
  publish(data: unknown): Promise<unknown>;
  close(): void;
}

/**
 * One of several servers that share a Redis: what is published at any of them is delivered by all. Pub/Sub keeps
 * nothing: what is published while a server cannot reach Redis passes its clients by. Where nothing may be missed, append
 * to a Redis Stream (XADD), and let every server read on from where it was (XREAD).
 */
export async function openFanOut(url: string): Promise<FanOut> {
  const streams = new Set<ServerResponse>();
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  for (const client of [publisher, subscriber]) client.on('error', console.error);
  await Promise.all([publisher.connect(), subscriber.connect()]);
  // The only place that writes to streams, also for what this very server published.
  await subscriber.subscribe(CHANNEL, (data) => {
    for (const stream of streams) stream.write(`data: ${data}\n\n`);
  });
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    streams.add(response);
    response.on('close', () => streams.delete(response));
  });
  return {
    server,
    publish: (data) => publisher.publish(CHANNEL, JSON.stringify(data)),
    close() {
      for (const client of [publisher, subscriber]) client.destroy();
    },
  };
}
