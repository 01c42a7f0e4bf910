/** Follows by a stream; where the browser gives the stream up for good (a proxy that answers 502, say), it asks instead. */
export function followOrPoll(
  urls: { readonly stream: string; readonly poll: string },
  hear: (data: unknown) => void,
  intervalMs = 2_000,
): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const source = new EventSource(urls.stream);
  source.onmessage = ({ data }) => hear(JSON.parse(data));
  source.onerror = () => {
    // While it is CONNECTING the browser comes back by itself.
    if (source.readyState !== EventSource.CLOSED) return;
    timer ??= setInterval(async () => {
      const answer = await fetch(urls.poll).catch(() => undefined);
      if (answer?.status === 200) hear(await answer.json());
    }, intervalMs);
  };
  return () => {
    source.close();
    clearInterval(timer);
  };
}
