import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { type SseEventBuilder, sseEvent } from './framing.ts';

const codes = defineErrorCodes({
  'sse-emitter-ended': 'Something was sent on an event stream that had ended',
  'sse-emitter-started': 'An event stream was started a second time',
  'sse-emitter-timed-out': 'An event stream timed out before anything was sent on it',
});

/** The answer that an emitter writes to, over whichever HTTP version. */
export interface EventResponse {
  /** Names who hears how the connection ends; tells at once where it has ended already. */
  watch(listener: ResponseListener): void;
  /** Sends the head of an event stream, status 200, and the first frames with it. */
  begin(frames: readonly Buffer[]): void;
  /** Sends one more frame. Never throws: what goes wrong is heard by the listener. */
  write(frame: Buffer): void;
  /** Ends the stream after what was written. */
  end(): void;
  /** Answers with a JSON error instead of a stream; only before `begin`. */
  refuse(error: unknown): void;
}

/** How a connection ends that nobody here ended. */
export interface ResponseListener {
  /** The client went away. */
  gone(): void;
  /** Writing failed. */
  failed(error: unknown): void;
}

interface Failure {
  readonly error: unknown;
}

/**
 * One event stream, used as Spring 6's SseEmitter is: hand it out at once, send from wherever, and
 * register what must happen at its end.
 *
 * - What is sent before `start` waits and leaves in order at the start.
 * - The head of the answer leaves with the first send, so that a stream which fails or times out
 *   before it can still be answered with an error status.
 * - However it ends, `onCompletion` is called exactly once, after `onTimeout` or `onError` where one
 *   of them applies; several callbacks of a kind run in the order of their registration. What is
 *   registered after the end is not called.
 */
export class SseEmitter implements ResponseListener {
  readonly #timeoutMs: number | undefined;
  #response: EventResponse | undefined;
  #early: Buffer[] | undefined;
  #begun = false;
  /** Nothing may be sent any more. */
  #closed = false;
  /** The answer has ended, too. */
  #over = false;
  #failure: Failure | undefined;
  #timer: NodeJS.Timeout | undefined;
  // Made when the first callback comes: of 15,000 streams most have one of one kind.
  #onTimeout: readonly (() => void)[] | undefined;
  #onError: readonly ((error: unknown) => void)[] | undefined;
  #onCompletion: readonly (() => void)[] | undefined;

  /** @param timeoutMs how long the stream may last from its start on, idle or not; absent means for ever */
  constructor(timeoutMs?: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Called when the time is up. `complete()` in it turns an answer of 503 into an empty stream. */
  onTimeout(callback: () => void): void {
    this.#onTimeout = added(this.#onTimeout, callback);
  }

  /** Called with what `completeWithError` was given, or with what made writing fail. */
  onError(callback: (error: unknown) => void): void {
    this.#onError = added(this.#onError, callback);
  }

  /** Called once after every kind of ending: the stream cannot be used any more. */
  onCompletion(callback: () => void): void {
    this.#onCompletion = added(this.#onCompletion, callback);
  }

  /** Sends a block, or a text as the data of one. Throws a LabError after the end. */
  send(event: SseEventBuilder | string): void {
    this.sendFrame(typeof event === 'string' ? sseEvent().data(event).build() : event.build());
  }

  /** Sends a block that was encoded before, once for all subscribers. Throws a LabError after the end. */
  sendFrame(frame: Buffer): void {
    if (this.#closed) {
      throw new LabError(codes['sse-emitter-ended'], {
        expected: 'an event stream that is still open',
        got: 'one that has ended',
        remedy: 'Stop sending in onCompletion.',
        status: 500,
      });
    }
    if (frame.length === 0) return;
    if (this.#begun) this.#response?.write(frame);
    else if (this.#response !== undefined) this.#begin(this.#response, [frame]);
    else {
      this.#early ??= [];
      this.#early.push(frame);
    }
  }

  /** Gives the emitter its answer; its time runs from now. Throws a LabError the second time. */
  start(response: EventResponse): void {
    if (this.#response !== undefined) {
      throw new LabError(codes['sse-emitter-started'], {
        expected: 'an emitter for each answer',
        got: 'a second answer for one emitter',
        status: 500,
      });
    }
    this.#response = response;
    const early = this.#early;
    this.#early = undefined;
    response.watch(this);
    if (this.#over) return;
    if (early !== undefined) this.#begin(response, early);
    if (this.#closed) this.#finish(response, this.#failure);
    else if (this.#timeoutMs !== undefined) {
      this.#timer = setTimeout(() => this.#timeOut(response), this.#timeoutMs);
    }
  }

  /** Ends the stream properly; without anything sent, that is a 200 with an empty body. */
  complete(): void {
    this.#close(undefined);
  }

  /**
   * Ends the stream because of an error: before anything was sent it becomes the answer. Afterwards
   * the status cannot be taken back and the stream only ends.
   */
  completeWithError(error: unknown): void {
    this.#close({ error });
  }

  gone(): void {
    if (this.#markOver()) runAll(this.#onCompletion);
  }

  failed(error: unknown): void {
    if (this.#markOver()) this.#tellError(error);
  }

  #begin(response: EventResponse, frames: readonly Buffer[]): void {
    this.#begun = true;
    response.begin(frames);
  }

  /** The first word counts where the stream was not started yet. */
  #close(failure: Failure | undefined): void {
    if (this.#response !== undefined) {
      this.#finish(this.#response, failure);
    } else if (!this.#closed) {
      this.#closed = true;
      this.#failure = failure;
    }
  }

  #finish(response: EventResponse, failure: Failure | undefined): void {
    if (!this.#markOver()) return;
    if (failure !== undefined && !this.#begun) response.refuse(failure.error);
    else {
      if (!this.#begun) this.#begin(response, []);
      response.end();
    }
    if (failure === undefined) runAll(this.#onCompletion);
    else this.#tellError(failure.error);
  }

  #timeOut(response: EventResponse): void {
    // As in Spring, what the callbacks still send is refused, while they may complete the stream.
    this.#closed = true;
    try {
      runAll(this.#onTimeout);
    } finally {
      if (this.#markOver()) {
        if (this.#begun) response.end();
        else response.refuse(timedOut(this.#timeoutMs));
        runAll(this.#onCompletion);
      }
    }
  }

  /** False where it was over already. */
  #markOver(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#closed = true;
    clearTimeout(this.#timer);
    return true;
  }

  #tellError(error: unknown): void {
    try {
      runAll(this.#onError, error);
    } finally {
      runAll(this.#onCompletion);
    }
  }
}

/** A list with one more. `push` on an empty array makes room for 17: 136 bytes of every stream. */
const added = <Callback>(list: readonly Callback[] | undefined, callback: Callback): readonly Callback[] =>
  list === undefined ? [callback] : [...list, callback];

/** Runs them in order. One that throws stops none of the others; its error comes out after them. */
function runAll<Args extends unknown[]>(
  callbacks: readonly ((...args: Args) => void)[] | undefined,
  ...args: Args
): void {
  if (callbacks === undefined) return;
  let thrown: Failure | undefined;
  for (const callback of callbacks) {
    try {
      callback(...args);
    } catch (error) {
      thrown ??= { error };
    }
  }
  if (thrown !== undefined) throw thrown.error;
}

const timedOut = (timeoutMs: number | undefined): LabError =>
  new LabError(codes['sse-emitter-timed-out'], {
    expected: `something to send within ${timeoutMs} ms`,
    got: 'nothing',
    remedy: 'Ask again.',
    status: 503,
  });
