import { SseEmitter } from '../../../transports/sse/emitter.ts';
import type { EmitterApp } from './emitter-app.ts';
import { observe, startOwnApp } from './own-app.ts';

/** Emitters that do the opposite of what is said of them, for the claims' experiments to find. */

/** Its time begins anew with everything that is sent. */
class IdleEmitter extends SseEmitter {
  readonly #idle: NodeJS.Timeout;
  readonly #onTimeout: (() => void)[] = [];

  constructor(timeoutMs?: number) {
    super();
    this.#idle = setTimeout(() => {
      for (const callback of this.#onTimeout) callback();
      this.complete();
    }, timeoutMs);
    this.onCompletion(() => clearTimeout(this.#idle));
  }

  override onTimeout(callback: () => void): void {
    this.#onTimeout.push(callback);
  }

  override sendFrame(frame: Buffer): void {
    this.#idle.refresh();
    super.sendFrame(frame);
  }
}

/** Calls no `onCompletion` where its time was up. */
class ForgetfulEmitter extends SseEmitter {
  #isTimeUp = false;

  constructor(timeoutMs?: number) {
    super(timeoutMs);
    this.onTimeout(() => {
      this.#isTimeUp = true;
    });
  }

  override onCompletion(callback: () => void): void {
    super.onCompletion(() => {
      if (!this.#isTimeUp) callback();
    });
  }
}

export const startIdleClock = (): Promise<EmitterApp> =>
  startOwnApp((timeoutMs, completesOnTimeout) => observe(timeoutMs, completesOnTimeout, IdleEmitter));

/** Every stream whose time is up is completed, sent or not. */
export const startAlwaysCompleted = (): Promise<EmitterApp> =>
  startOwnApp((timeoutMs) => observe(timeoutMs, true));

export const startWithoutCompletion = (): Promise<EmitterApp> =>
  startOwnApp((timeoutMs, completesOnTimeout) => observe(timeoutMs, completesOnTimeout, ForgetfulEmitter));
