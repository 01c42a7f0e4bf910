/** Follows by a stream; where the browser gives the stream up for good (a proxy that answers 502, say), it asks instead. */
export function followOrPoll(
  urls: { readonly stream: string; readonly poll: string },
  hear: (data: unknown) => void,
  intervalMs = 2_000,
): () => void {
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const poll = async (): Promise<void> => {
    const data = await fetch(urls.poll, { signal: over.signal })
      .then((answer) => (answer.status === 200 ? answer.json() : undefined))
      // Not to be reached, or no JSON: the next question may do better.
      .catch(() => undefined);
    if (over.signal.aborted) return;
    later();
    if (data !== undefined) hear(data);
  };
  // After the answer, so that no two are under way; and not at one moment with everybody who lost the same proxy.
  const later = (): void => {
    timer = setTimeout(poll, intervalMs * (0.5 + Math.random()));
  };
  const source = new EventSource(urls.stream);
  source.onmessage = ({ data }) => hear(JSON.parse(data));
  source.onerror = () => {
    // While it is CONNECTING the browser comes back by itself.
    if (source.readyState === EventSource.CLOSED) later();
  };
  return () => {
    over.abort();
    source.close();
    clearTimeout(timer);
  };
}
