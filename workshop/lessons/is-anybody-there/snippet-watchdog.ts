/**
 * Page: takes a stream for dead that says nothing for one and a half heartbeats, and opens it anew. The heartbeat
 * must be an event with a name: a comment keeps the line open, but no page ever hears it.
 */
export function followWatched(
  open: () => EventSource,
  heartbeatMs: number,
  hear: (data: string) => void,
): () => void {
  let source = open();
  let watch: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(watch);
    watch = setTimeout(again, heartbeatMs * 1.5);
  };
  const again = (): void => {
    source.close();
    source = open();
    listen();
  };
  const listen = (): void => {
    alive();
    source.addEventListener('heartbeat', alive);
    source.addEventListener('message', ({ data }) => {
      alive();
      hear(data);
    });
  };
  listen();
  return () => {
    clearTimeout(watch);
    source.close();
  };
}
