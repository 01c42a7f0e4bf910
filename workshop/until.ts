import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MS = 10;

export interface Patience {
  readonly withinMs: number;
  readonly signal?: AbortSignal;
  readonly everyMs?: number;
}

/**
 * Reads again and again until it is so, and returns what was read last; also where the time is over first, because
 * that it is not so is a result.
 */
export async function until<Value>(
  read: () => Value | Promise<Value>,
  isSo: (value: Value) => boolean,
  { withinMs, signal, everyMs = TICK_MS }: Patience,
): Promise<Value> {
  const lastMs = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isSo(value) || performance.now() >= lastMs) return value;
    await sleep(everyMs, undefined, { signal });
  }
}

/** For what must not happen there is nothing to wait for but time. */
export const watchFor = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal });
