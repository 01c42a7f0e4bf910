/** Follows a feed. The browser comes back by itself, and says which id it heard last. */
export function follow(url: string, hear: (data: unknown) => void): () => void {
  const source = new EventSource(url);
  source.onmessage = ({ data }) => hear(JSON.parse(data));
  // Leave `onerror` alone: closing there would end the automatic reconnect.
  return () => source.close();
}

/** A stream goes one way: what the page says is a request of its own. */
export const answer = (url: string, data: unknown): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(data),
  });
