import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import { type Calls, callsShape, type EmitterApp } from './emitter-app.ts';

type Act = 'send' | 'comment' | 'complete' | 'fail';

interface Step {
  readonly atMs: number;
  readonly act: Act;
}

/** One life of a stream: what is asked for, what is done to it when, and when its client leaves. */
interface Life {
  readonly timeoutMs: number;
  readonly completesOnTimeout?: true;
  readonly acts?: readonly Step[];
  /** As soon as it has heard something. */
  readonly leaves?: true;
}

const every = (stepMs: number, untilMs: number, act: Act): readonly Step[] =>
  Array.from({ length: Math.floor(untilMs / stepMs) }, (_, index) => ({ atMs: (index + 1) * stepMs, act }));

/** Long enough that nothing but what is done ends the stream. */
const LONG_MS = 20_000;

/** The contract's cases: every kind of ending. */
export const LIVES = {
  /** Never silent for longer than a fifth of a second, up to its end. */
  busyTimeout: { timeoutMs: 1_500, acts: every(200, 4_000, 'send') },
  /** Nothing but heartbeats. */
  heartbeatTimeout: { timeoutMs: 1_500, acts: every(200, 4_000, 'comment') },
  emptyTimeout: { timeoutMs: 1_500 },
  emptyTimeoutCompleted: { timeoutMs: 1_500, completesOnTimeout: true },
  complete: {
    timeoutMs: LONG_MS,
    acts: [
      { atMs: 200, act: 'send' },
      { atMs: 400, act: 'complete' },
    ],
  },
  emptyComplete: { timeoutMs: LONG_MS, acts: [{ atMs: 1_000, act: 'complete' }] },
  fail: {
    timeoutMs: LONG_MS,
    acts: [
      { atMs: 200, act: 'send' },
      { atMs: 400, act: 'fail' },
    ],
  },
  emptyFail: { timeoutMs: LONG_MS, acts: [{ atMs: 1_000, act: 'fail' }] },
  /** Two seconds after its client left, the server sends again. */
  clientGone: {
    timeoutMs: LONG_MS,
    leaves: true,
    acts: [{ atMs: 200, act: 'send' }, ...every(200, 1_000, 'send').map(later)],
  },
} as const satisfies Record<string, Life>;

function later({ atMs, act }: Step): Step {
  return { atMs: atMs + 2_300, act };
}

export const endingShape = z.object({
  timeoutMs: z.number(),
  /** Null where the client left before an answer came. */
  status: z.number().nullable(),
  contentType: z.string().nullable(),
  body: z.string(),
  /** The connection was closed before the answer said that it was at its end. */
  cut: z.boolean(),
  lastedMs: z.number(),
  calls: callsShape,
  /** What each act came to, in order: `done`, or the name of the refusal. */
  outcomes: z.array(z.string()),
});
export type Ending = z.infer<typeof endingShape>;

const post = async (url: string): Promise<unknown> => (await fetch(url, { method: 'POST' })).json();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lives one life against an application. */
export async function playLife(app: EmitterApp, name: string, life: Life): Promise<Ending> {
  const query = new URLSearchParams({ name, timeoutMs: String(life.timeoutMs) });
  if (life.completesOnTimeout) query.set('completesOnTimeout', 'true');
  const client = new AbortController();
  const startedAtUs = monotonicUs();
  const sinceMs = (): number => Math.round((monotonicUs() - startedAtUs) / 1e3);
  const ending: Ending = {
    timeoutMs: life.timeoutMs,
    status: null,
    contentType: null,
    body: '',
    cut: false,
    lastedMs: 0,
    calls: [],
    outcomes: [],
  };
  let isOver = false;
  const stream = readStream(`${app.origin}/emitters?${query}`, client.signal, ending, () => {
    if (life.leaves) client.abort();
  }).finally(() => {
    isOver = true;
    ending.lastedMs = sinceMs();
  });
  // Where an act fails meanwhile, that is the error to tell.
  stream.catch(() => {});
  for (const { atMs, act } of life.acts ?? []) {
    await pause(Math.max(0, atMs - sinceMs()));
    // What is sent after the end of one that was not left is of no interest, but for the first.
    const wasOver = isOver && !life.leaves;
    const { outcome } = z
      .object({ outcome: z.string() })
      .parse(await post(`${app.origin}/emitters/${name}/${act}`));
    ending.outcomes.push(outcome);
    if (wasOver || outcome !== 'done') break;
  }
  await stream;
  ending.calls = await readCalls(app, name);
  return ending;
}

/** Collects the answer in place: a client that leaves keeps what it has heard. */
async function readStream(
  url: string,
  signal: AbortSignal,
  into: Ending,
  onHeard: () => void,
): Promise<void> {
  try {
    const response = await fetch(url, { signal });
    into.status = response.status;
    into.contentType = response.headers.get('content-type');
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      into.body += decoder.decode(chunk, { stream: true });
      onHeard();
    }
  } catch (error) {
    if (into.status === null && !signal.aborted) throw error;
    into.cut = !signal.aborted;
  }
}

/** The calls come a moment after the answer's end, some of them twice. */
async function readCalls(app: EmitterApp, name: string): Promise<Calls> {
  const read = async (): Promise<Calls> =>
    callsShape.parse(await (await fetch(`${app.origin}/emitters/${name}/calls`)).json());
  for (let attempt = 0; attempt < 10; attempt++) {
    if ((await read()).some(({ call }) => call === 'completion')) break;
    await pause(200);
  }
  await pause(200);
  return read();
}

export const broadcastShape = z.object({ members: z.number(), sent: z.number(), failure: z.string() });
export type Broadcast = z.infer<typeof broadcastShape>;

const MEMBERS = 6;
const PAUSE_MS = 100;

/** Sends to all members of a registry, while one that was reached already leaves it. */
export async function playRegistry(app: EmitterApp, registry: 'plain' | 'safe'): Promise<Broadcast> {
  const names = Array.from({ length: MEMBERS }, (_, index) => `${registry}-${index}`);
  const client = new AbortController();
  const streams: Promise<void>[] = [];
  for (const name of names) {
    const url = `${app.origin}/emitters?name=${name}&timeoutMs=${LONG_MS}&registry=${registry}`;
    streams.push(
      fetch(url, { signal: client.signal })
        .then((response) => response.text())
        .then(
          () => {},
          () => {},
        ),
    );
    // One after the other: the order of a registry is that of the arrivals.
    while ((await fetch(`${app.origin}/emitters/${name}/calls`)).status !== 200) await pause(20);
    await pause(50);
  }
  const broadcast = post(`${app.origin}/broadcast?registry=${registry}&pauseMs=${PAUSE_MS}`);
  await pause(2.5 * PAUSE_MS);
  await post(`${app.origin}/emitters/${names[0]}/complete`);
  const result = broadcastShape.omit({ members: true }).parse(await broadcast);
  client.abort();
  await Promise.all(streams);
  return { members: MEMBERS, ...result };
}
