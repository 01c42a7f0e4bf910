import type { SseEmitter } from '../../../transports/sse/emitter.ts';
import { sseEvent } from '../../../transports/sse/framing.ts';

/** Everybody who listens. Members leave by themselves, also while all are being sent to. */
export class Streams {
  // A Set bears it when a member leaves while it is gone through, and a second leave of the same one.
  readonly #members = new Set<SseEmitter>();

  get size(): number {
    return this.#members.size;
  }

  add(emitter: SseEmitter): void {
    // The head leaves with this: a stream that expires is then a 200, from which the browser comes back.
    emitter.send(sseEvent().comment(''));
    this.#members.add(emitter);
    emitter.onCompletion(() => this.#members.delete(emitter));
  }

  sendToAll(data: string): void {
    for (const emitter of this.#members) {
      try {
        emitter.send(data);
      } catch {
        // It has ended. That must not keep the event from everybody after it.
        this.#members.delete(emitter);
      }
    }
  }
}
