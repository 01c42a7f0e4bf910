import type { EmitterApp } from './emitter-app.ts';
import { type Observed, observe, startOwnApp } from './own-app.ts';

/** Emitters that do the opposite of what is said of them, for the claims' experiments to find. */

/** The time begins anew with everything that is sent. */
export const startIdleClock = (): Promise<EmitterApp> =>
  startOwnApp((timeoutMs, completesOnTimeout): Observed => {
    const observed = observe(undefined, completesOnTimeout);
    const { emitter } = observed;
    const timer = setTimeout(() => emitter.complete(), timeoutMs);
    emitter.onCompletion(() => clearTimeout(timer));
    const send = emitter.send.bind(emitter);
    emitter.send = (event) => {
      timer.refresh();
      send(event);
    };
    return observed;
  });

/** Every stream whose time is up is completed, sent or not. */
export const startAlwaysCompleted = (): Promise<EmitterApp> =>
  startOwnApp((timeoutMs) => observe(timeoutMs, true));

/** Nothing is called back but `onTimeout`. */
export const startWithoutCompletion = (): Promise<EmitterApp> =>
  startOwnApp((timeoutMs, completesOnTimeout) => {
    const { emitter, calls } = observe(timeoutMs, completesOnTimeout);
    return {
      emitter,
      get calls() {
        return calls.filter(({ call }) => call !== 'completion');
      },
    };
  });
