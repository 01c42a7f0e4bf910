import type { ServerResponse } from 'node:http';

/** A room whose listeners hold an event stream each. An update is turned into bytes once, however many listen. */
export class Room {
  readonly #listeners = new Set<ServerResponse>();

  join(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.flushHeaders();
    this.#listeners.add(response);
    response.once('close', () => this.#listeners.delete(response));
  }

  get size(): number {
    return this.#listeners.size;
  }

  tell(update: unknown): void {
    const frame = Buffer.from(`data: ${JSON.stringify(update)}\n\n`);
    for (const listener of this.#listeners) listener.write(frame);
  }
}
