import type { ClassState } from '../classroom.ts';
import { ROOM_CHANNEL } from '../room.ts';

/** Hears of the class over the lab's own SSE; returns what ends it. `news` may be wider than what participants hear. */
export function hearClass<State extends ClassState>(
  base: string,
  hear: (state: State) => void,
  onLost: (isLost: boolean) => void = () => {},
): () => void {
  const source = new EventSource(`${base}sse?channel=${ROOM_CHANNEL}`);
  source.addEventListener('class', ({ data }) => hear((JSON.parse(data) as { data: State }).data));
  source.onopen = () => onLost(false);
  source.onerror = () => onLost(true);
  return () => source.close();
}
