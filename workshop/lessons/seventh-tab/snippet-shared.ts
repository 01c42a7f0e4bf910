/**
 * All tabs of one person share one stream: whoever holds the lock has the connection and passes on what it hears.
 * When that tab closes, its lock is free, and the next tab takes over.
 */
export function followTogether(url: string, hear: (data: string) => void): () => void {
  const others = new BroadcastChannel(url);
  const over = new AbortController();
  others.onmessage = ({ data }) => hear(data);
  const lead = (): Promise<void> =>
    new Promise((resolve) => {
      const source = new EventSource(url);
      source.onmessage = ({ data }) => {
        hear(data);
        others.postMessage(data);
      };
      over.signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    });
  navigator.locks.request(url, { signal: over.signal }, lead).catch(() => {});
  return () => {
    over.abort();
    others.close();
  };
}
