/**
 * Page: leaves the browser to come back by itself, and opens a new EventSource only where that gave up for good,
 * after a wrong answer such as a gateway's 502. A new one cannot be given a Last-Event-ID: its URL says the position.
 */
export function follow(
  open: (after: string) => EventSource,
  hear: (data: string) => void,
  random: () => number = Math.random,
): () => void {
  let lastId = '';
  let failures = 0;
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (): void => {
    source = open(lastId);
    source.onopen = () => {
      failures = 0;
    };
    source.onmessage = ({ data, lastEventId }) => {
      lastId = lastEventId;
      hear(data);
    };
    source.onerror = () => {
      if (source.readyState !== source.CLOSED) return;
      timer = setTimeout(start, random() * Math.min(10_000, 500 * 2 ** failures++));
    };
  };
  start();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
