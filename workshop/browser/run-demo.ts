import type { Look } from '../../reports/drawing/look.ts';
import type { Demo, Scene } from '../demo.ts';
import { Tab } from '../tab/tab.ts';
import { ask, Refused } from './ask.ts';

/** The first finds cold code; the quickest of several counts. */
const CLOCK_READINGS = 4;

export interface DemoRun {
  /** Closes every tab, and the server's part with its request. */
  stop(): void;
  /** Resolves when it is over, whoever ended it; rejects where it could not start. */
  readonly over: Promise<void>;
}

export interface DemoRunOptions {
  readonly lesson: string;
  readonly demo: Demo;
  readonly root: HTMLElement;
  readonly look: Look;
  readonly guesses: readonly number[];
  readonly onStarted: () => void;
}

/**
 * Runs a demonstration: the answer to one request is its server's part and lasts as long. When this page goes, the
 * request goes with it, and everything ends.
 */
export function runDemo(options: DemoRunOptions): DemoRun {
  const over = new AbortController();
  const tabs: Tab[] = [];
  const stop = (): void => {
    over.abort();
    for (const tab of tabs.splice(0)) tab.close();
  };
  const play = async (): Promise<void> => {
    try {
      await run(options, over.signal, tabs);
    } catch (error) {
      if (!over.signal.aborted) throw error;
    } finally {
      stop();
    }
  };
  return { stop, over: play() };
}

async function run(
  { lesson, demo, root, look, guesses, onStarted }: DemoRunOptions,
  signal: AbortSignal,
  tabs: Tab[],
): Promise<void> {
  const answer = await fetch(`/api/demos/${lesson}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    signal,
  });
  if (!answer.ok || answer.body === null) {
    throw new Refused(((await answer.json()) as { error: { expected: string; got: string } }).error);
  }
  const lines = linesOf(answer.body);
  const first = await lines.next();
  // Everything was set back before it began.
  if (first.done) return;
  const { session, facts } = first.value as { session: string; facts: unknown };
  const listeners: ((news: unknown) => void)[] = [];
  const offsetMs = await clockOffsetMs();
  signal.throwIfAborted();
  const scene: Scene = {
    root,
    look,
    facts,
    signal,
    guesses,
    async tab(origin) {
      const tab = await Tab.open(root, origin);
      if (signal.aborted) tab.close();
      else tabs.push(tab);
      return tab;
    },
    act: async (action, input) =>
      (await ask<{ answer: unknown }>(`/api/demos/${session}/${action}`, input ?? {})).answer,
    onSaid: (hear) => listeners.push(hear),
    pageMs: (labUs) => labUs / 1e3 + offsetMs,
  };
  const hear = async (): Promise<void> => {
    for await (const line of lines) {
      for (const tell of listeners) tell((line as { said: unknown }).said);
    }
  };
  // While it starts, the server may already tell something or end.
  const heard = hear();
  await Promise.race([demo.start(scene), heard]);
  onStarted();
  await heard;
}

/** How far this page's `Date.now()` is from the lab's clock. */
async function clockOffsetMs(): Promise<number> {
  let best = { tookMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let reading = 0; reading < CLOCK_READINGS; reading++) {
    const askedMs = performance.timeOrigin + performance.now();
    const { monotonicUs } = await ask<{ monotonicUs: number }>('/api/clock');
    const tookMs = performance.timeOrigin + performance.now() - askedMs;
    if (tookMs < best.tookMs) best = { tookMs, offsetMs: askedMs + tookMs / 2 - monotonicUs / 1e3 };
  }
  return best.offsetMs;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}
