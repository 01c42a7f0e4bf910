import type { ClassState } from '../classroom.ts';
import { ROOM_CHANNEL } from '../room.ts';
import { ask } from './ask.ts';

/** Where the class is told of by SSE, and where it can be asked for. */
export interface ClassAddresses {
  readonly stream: string;
  readonly state: string;
}

/**
 * Hears of the class over the lab's own SSE; returns what ends it. The stream tells only what is new: whenever it
 * stands, what was missed before is asked for.
 */
export function hearClass<State extends ClassState>(
  { stream, state }: ClassAddresses,
  hear: (state: State) => void,
): () => void {
  let heard = 0;
  const take = (next: State): void => {
    // The answer to a question may come later than news that are newer.
    if (next.version < heard) return;
    heard = next.version;
    hear(next);
  };
  const source = new EventSource(`${stream}?channel=${ROOM_CHANNEL}`);
  source.addEventListener('class', ({ data }) => take((JSON.parse(data) as { data: State }).data));
  source.onopen = () => void ask<State>(state).then(take, console.error);
  return () => source.close();
}
