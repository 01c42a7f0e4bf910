/**
 * Page: takes a stream for dead that says nothing for one and a half heartbeats, and opens it anew after the last event
 * that it heard. The heartbeat must be an event with a name: a comment keeps the line open, but no page ever hears it.
 */
export function followWatched(
  open: (after: string) => EventSource,
  heartbeatMs: number,
  hear: (data: string) => void,
): () => void {
  let lastId = '';
  let failures = 0;
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(again, heartbeatMs * 1.5);
  };
  const alive = (): void => {
    failures = 0;
    watch();
  };
  const start = (): void => {
    source = open(lastId);
    watch();
    source.addEventListener('heartbeat', alive);
    source.addEventListener('message', ({ data, lastEventId }) => {
      lastId = lastEventId;
      alive();
      hear(data);
    });
  };
  const again = (): void => {
    source.close();
    // Never at one moment with all others, whose streams fell silent at the same one.
    timer = setTimeout(start, Math.random() * Math.min(10_000, 500 * 2 ** failures++));
  };
  start();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
