import { LIVE_CHANNEL, type LiveNews, RUNS_CHANGED } from '../../live-news.ts';

/** What the report server tells as it happens. */
export interface LiveEars {
  /** Listening has begun, perhaps again: what was known may be over. */
  onOpen(): void;
  /** Every bench that is under way, whenever something is new of one. */
  onNews(news: LiveNews): void;
  /** The list may be another one. */
  onRuns(): void;
}

/**
 * Listens for as long as the page is seen. A browser opens at most six connections to one server over
 * HTTP/1.1, and each page that listened unseen would keep one from the others.
 */
export function hearLive({ onOpen, onNews, onRuns }: LiveEars): void {
  let source: EventSource | undefined;
  const listen = (): void => {
    source = new EventSource(`/sse?channel=${LIVE_CHANNEL}`);
    source.onopen = onOpen;
    source.onmessage = ({ data }) => onNews((JSON.parse(data) as { data: LiveNews }).data);
    source.addEventListener(RUNS_CHANGED, onRuns);
  };
  const follow = (): void => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (source === undefined) listen();
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
