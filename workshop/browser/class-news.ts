import type { ClassState } from '../classroom.ts';
import { ROOM_CHANNEL } from '../room.ts';
import { ask } from './ask.ts';

/** Where the class is told of by SSE, and where it can be asked for. */
export interface ClassAddresses {
  readonly stream: string;
  readonly state: string;
}

/**
 * Hears of the class over the lab's own SSE, for as long as the page is seen: over HTTP/1.1 a browser has six
 * connections for all tabs of an origin, and a few tabs in the background would leave none to the one that is
 * looked at. The stream tells only what is new: whenever it stands, what was missed before is asked for.
 */
export function hearClass<State extends ClassState>(
  { stream, state }: ClassAddresses,
  hear: (state: State) => void,
): void {
  let heard = 0;
  const take = (next: State): void => {
    // The answer to a question may come later than news that are newer.
    if (next.version < heard) return;
    heard = next.version;
    hear(next);
  };
  let source: EventSource | undefined;
  const follow = (): void => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource(`${stream}?channel=${ROOM_CHANNEL}`);
    source.addEventListener('class', ({ data }) => take((JSON.parse(data) as { data: State }).data));
    source.onopen = () => void ask<State>(state).then(take, console.error);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
