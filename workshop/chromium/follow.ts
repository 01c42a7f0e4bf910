import type { JSHandle, Page } from 'playwright-core';

/** What a page heard, in order: name, data, and when (`performance.now`). */
export interface HeardEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string;
}

/** How a page reads a stream: by its EventSource, or by lines of one's own around `fetch`, which know no standard. */
export type Reader = 'EventSource' | 'own lines';

export interface Followed {
  readonly heard: HeardEvent[];
  /** 0 connecting, 1 open, 2 given up. */
  readonly state: () => number;
  /** Error events so far. */
  readonly errors: () => number;
  readonly close: () => void;
}

const NAMES = ['message', 'x', 'gap', 'end'];

/** Follows a stream in the page; with `closesOnError`, `onerror` closes it. */
export const follow = (
  page: Page,
  path: string,
  { reader = 'EventSource', closesOnError = false }: { reader?: Reader; closesOnError?: boolean } = {},
): Promise<JSHandle<Followed>> =>
  reader === 'EventSource'
    ? page.evaluateHandle(followByEventSource, { path, names: NAMES, closesOnError })
    : page.evaluateHandle(followByOwnLines, path);

// Both run in the page: each must stand alone.

function followByEventSource(asked: { path: string; names: string[]; closesOnError: boolean }): Followed {
  const heard: HeardEvent[] = [];
  const source = new EventSource(asked.path);
  let errors = 0;
  for (const name of asked.names) {
    source.addEventListener(name, ({ data, lastEventId }) => heard.push({ name, data, id: lastEventId }));
  }
  source.onerror = () => {
    errors++;
    if (asked.closesOnError) source.close();
  };
  return { heard, state: () => source.readyState, errors: () => errors, close: () => source.close() };
}

/** As it is often written: any type will do, a line of data is an event, and a name stays until the next one. */
function followByOwnLines(path: string): Followed {
  const heard: HeardEvent[] = [];
  let state = 0;
  let name = 'message';
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    const { body } = await fetch(path, { signal: stop.signal });
    state = 1;
    let rest = '';
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('event: ')) name = line.slice(7);
        if (line.startsWith('data: ')) heard.push({ name, data: line.slice(6), id: '' });
      }
    }
  };
  read().catch(() => {
    state = 0;
  });
  return { heard, state: () => state, errors: () => 0, close: () => stop.abort() };
}
