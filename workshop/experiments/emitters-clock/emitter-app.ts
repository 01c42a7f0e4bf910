import { z } from 'zod';

/**
 * A server that does with an SseEmitter what it is told over HTTP. Spring's (`lessons/emitters-clock/spring/`) and the lab's own speak the same
 * words, so that the same cases run against both:
 *
 * - `GET /emitters?name=N[&timeoutMs=T][&completesOnTimeout=true][&registry=plain|safe]` opens a stream,
 * - `POST /emitters/N/send`, `comment`, `complete` and `fail` call the emitter; the answer is its outcome,
 * - `GET /emitters/N/calls` tells what it called back,
 * - `POST /broadcast?registry=…&pauseMs=…` sends to all of a registry.
 */
export interface EmitterApp {
  readonly origin: string;
  readonly versions: Versions;
  close(): Promise<void>;
}

export const versionsShape = z.record(z.string(), z.union([z.string(), z.number()]));
export type Versions = z.infer<typeof versionsShape>;

/** The milliseconds are since the emitter was made. */
export const callsShape = z.array(z.object({ call: z.string(), atMs: z.number() }));
export type Calls = z.infer<typeof callsShape>;
