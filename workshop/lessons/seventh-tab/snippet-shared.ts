/**
 * All tabs of one person share one stream: whoever holds the lock has the connection and passes on what it hears. When
 * that tab closes, or its stream ends for good, the lock is free, and the next tab goes on after the last event heard.
 * Locks need a secure context: HTTPS, or localhost.
 */
export function followTogether(
  name: string,
  open: (after: string) => EventSource,
  hear: (data: string) => void,
): () => void {
  const others = new BroadcastChannel(name);
  const over = new AbortController();
  let lastId = '';
  let failures = 0;
  let leave = (): void => {};
  const take = ({ id, data }: { id: string; data: string }): void => {
    lastId = id;
    hear(data);
  };
  others.onmessage = ({ data }) => take(data);
  const lead = (): Promise<void> =>
    new Promise((free) => {
      const source = open(lastId);
      source.onopen = () => {
        failures = 0;
      };
      source.onmessage = ({ lastEventId, data }) => {
        others.postMessage({ id: lastEventId, data });
        take({ id: lastEventId, data });
      };
      source.onerror = () => {
        // After a wrong answer, such as a gateway's 502, the browser does not come back by itself.
        if (source.readyState !== EventSource.CLOSED) return;
        setTimeout(free, Math.random() * Math.min(10_000, 500 * 2 ** failures++));
      };
      leave = () => {
        source.close();
        free();
      };
    });
  const follow = async (): Promise<void> => {
    while (!over.signal.aborted) await navigator.locks.request(name, { signal: over.signal }, lead);
  };
  follow().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  return () => {
    over.abort();
    leave();
    others.close();
  };
}
