import { backoffMs } from '../../transports/backoff.ts';
import type { Follow, TabEvent, TabNews } from './messages.ts';

/** What is told of a follower; its time is added. */
export type Told = TabNews extends infer News
  ? News extends { readonly id: number }
    ? Omit<News, 'atMs' | 'id'>
    : never
  : never;

type Tell = (told: Told) => void;

const POLL_MS = 500;
const LONG_POLL_MS = 25_000;

/** Follows a channel of this page's own host, by what a browser has; returns what ends it. */
export function follow(options: Follow, tell: Tell): () => void {
  switch (options.by) {
    case 'sse':
      return byEventSource(options, tell);
    case 'websocket':
      return byWebSocket(options, tell);
    case 'polling':
      return byPolling(options, tell);
    case 'long-polling':
      return byLongPolling(options, tell);
  }
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function heard(text: string, tell: Tell): void {
  const event = JSON.parse(text) as TabEvent;
  tell({ what: 'event', event, bytes: bytesOf(text) } as Told);
}

/** Opens anew what gave up, after a while that grows with each attempt since one last stood. */
class Return {
  readonly #tell: Tell;
  readonly #open: () => void;
  #timer: number | undefined;
  #attempt = 0;

  constructor(open: () => void, tell: Tell) {
    this.#open = open;
    this.#tell = tell;
  }

  stood(): void {
    this.#attempt = 0;
    this.#tell({ what: 'open' });
  }

  later(): void {
    this.#timer = window.setTimeout(
      () => {
        this.#tell({ what: 'attempt' });
        this.#open();
      },
      backoffMs(++this.#attempt, Math.random),
    );
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function byEventSource({ channel, comesBack = false, resumes = true }: Follow, tell: Tell): () => void {
  let source: EventSource | undefined;
  let lastId = '';
  const open = (): void => {
    const query = new URLSearchParams({ channel });
    // A new EventSource cannot be given a Last-Event-ID: the address has to say it.
    if (lastId !== '' && resumes) query.set('after', lastId);
    source = new EventSource(`/sse?${query}`);
    source.onopen = () => again.stood();
    source.onmessage = ({ data, lastEventId }) => {
      lastId = lastEventId;
      heard(data, tell);
    };
    source.addEventListener('gap', ({ data }) => tell({ what: 'gap', gap: JSON.parse(data) } as Told));
    source.onerror = () => {
      tell({ what: 'down' });
      if (source?.readyState !== EventSource.CLOSED) return;
      if (!comesBack) return tell({ what: 'gave-up' });
      again.later();
    };
  };
  const again = new Return(open, tell);
  open();
  return () => {
    again.end();
    source?.close();
  };
}

function byWebSocket({ channel, comesBack = false, resumes = true }: Follow, tell: Tell): () => void {
  let socket: WebSocket | undefined;
  let cursor = '';
  const open = (): void => {
    const url = new URL('/ws', location.href.replace(/^http/, 'ws'));
    url.searchParams.set('channel', channel);
    if (cursor !== '' && resumes) url.searchParams.set('after', cursor);
    socket = new WebSocket(url);
    socket.onopen = () => again.stood();
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data) as { type?: string; cursor?: string; id?: number };
      if (message.type === 'open') cursor = message.cursor ?? '';
      else if (message.type === 'gap') tell({ what: 'gap', gap: message } as Told);
      else if (message.type === undefined) {
        cursor = cursor.replace(/\d+$/, String(message.id));
        heard(data, tell);
      }
    };
    socket.onclose = ({ code }) => {
      tell({ what: 'down', code } as Told);
      if (!comesBack) return tell({ what: 'gave-up' });
      again.later();
    };
  };
  const again = new Return(open, tell);
  open();
  return () => {
    again.end();
    if (socket === undefined) return;
    socket.onclose = null;
    socket.close();
  };
}

interface Page {
  readonly events: readonly TabEvent[];
  readonly cursor: string;
  readonly gap?: unknown;
}

/** One question, from where the last one ended. */
class Asker {
  readonly #path: string;
  readonly #tell: Tell;
  readonly #ended = new AbortController();
  #cursor = '';
  #isDown = true;

  constructor(path: string, tell: Tell) {
    this.#path = path;
    this.#tell = tell;
  }

  /** True where an answer came. */
  async ask(query: Readonly<Record<string, string>>): Promise<boolean> {
    const sentMs = performance.timeOrigin + performance.now();
    this.#tell({ what: 'asked', sentMs } as Told);
    const asked = new URLSearchParams({ ...query, ...(this.#cursor !== '' && { after: this.#cursor }) });
    let status = 0;
    let events = 0;
    try {
      const answer = await fetch(`${this.#path}?${asked}`, { signal: this.#ended.signal });
      status = answer.status;
      if (status === 200) {
        const page = (await answer.json()) as Page;
        events = page.events.length;
        this.#cursor = page.cursor;
        if (page.gap !== undefined) this.#tell({ what: 'gap', gap: page.gap } as Told);
        for (const event of page.events) heard(JSON.stringify(event), this.#tell);
      }
    } catch {
      // The network, or the end: without a status.
    }
    if (this.#ended.signal.aborted) return false;
    this.#tell({ what: 'answered', sentMs, status, events } as Told);
    const ok = status === 200 || status === 204;
    if (ok && this.#isDown) this.#tell({ what: 'open' });
    if (!ok && !this.#isDown) this.#tell({ what: 'down', code: status } as Told);
    this.#isDown = !ok;
    return ok;
  }

  end(): void {
    this.#ended.abort();
  }
}

function byPolling({ channel, pollIntervalMs = POLL_MS }: Follow, tell: Tell): () => void {
  const asker = new Asker('/poll', tell);
  let isAsking = false;
  const tick = async (): Promise<void> => {
    // At a fixed rate, a tick being skipped while one is in flight.
    if (isAsking) return;
    isAsking = true;
    await asker.ask({ channel });
    isAsking = false;
  };
  void tick();
  const timer = setInterval(() => void tick(), pollIntervalMs);
  return () => {
    clearInterval(timer);
    asker.end();
  };
}

function byLongPolling({ channel, longPollMs = LONG_POLL_MS }: Follow, tell: Tell): () => void {
  const asker = new Asker('/long-poll', tell);
  let isEnded = false;
  const run = async (): Promise<void> => {
    for (let attempt = 0; !isEnded; ) {
      const answered = await asker.ask({ channel, timeoutMs: String(longPollMs) });
      if (answered) attempt = 0;
      else if (!isEnded)
        await new Promise((resolve) => setTimeout(resolve, backoffMs(++attempt, Math.random)));
    }
  };
  void run();
  return () => {
    isEnded = true;
    asker.end();
  };
}
