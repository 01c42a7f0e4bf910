import { existsSync } from 'node:fs';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { need, needProgram } from '../../../lab/outside-program.ts';
import type { EmitterApp } from './emitter-app.ts';
import { type Broadcast, type Ending, LIVES, playLife, playRegistry } from './endings.ts';
import { startOwnApp } from './own-app.ts';
import { SPRING_JAR, startSpringApp } from './spring-app.ts';

type LifeName = keyof typeof LIVES;

/** What a client and the callbacks must see of an ending. */
interface Expected {
  readonly status: number;
  readonly calls: readonly string[];
  /** `text/event-stream`, if anything is to be one. */
  readonly isStream: boolean;
  readonly cut?: true;
}

const timedOut = ['timeout', 'completion'];
const SAME: Readonly<Record<LifeName, Expected>> = {
  busyTimeout: { status: 200, calls: timedOut, isStream: true },
  heartbeatTimeout: { status: 200, calls: timedOut, isStream: true },
  emptyTimeout: { status: 503, calls: timedOut, isStream: false },
  emptyTimeoutCompleted: { status: 200, calls: timedOut, isStream: true },
  complete: { status: 200, calls: ['completion'], isStream: true },
  emptyComplete: { status: 200, calls: ['completion'], isStream: true },
  fail: { status: 200, calls: ['error', 'completion'], isStream: true },
  emptyFail: { status: 500, calls: ['error', 'completion'], isStream: false },
  clientGone: { status: 200, calls: ['completion'], isStream: true },
};

interface Subject {
  readonly name: string;
  start(context: TestContext): Promise<EmitterApp>;
  /** Where it does otherwise than most. */
  readonly differs: Partial<Record<LifeName, Partial<Expected>>>;
  /** The first act after the end is refused by this name. */
  readonly refusal: string;
  /** What a broadcast over a plain list comes to where a member leaves meanwhile. */
  readonly plainFailure: string;
  /** A client that left is found out by a send that fails. */
  readonly noticesByWriting: boolean;
  /** How late the container may look at the clock. */
  readonly lateMs: number;
}

/** For a busy machine. */
const MARGIN_MS = 1_500;

const SUBJECTS: readonly Subject[] = [
  {
    name: 'the lab’s emitter',
    start: () => startOwnApp(),
    differs: {},
    refusal: 'sse-emitter-ended',
    plainFailure: '',
    noticesByWriting: false,
    lateMs: 0,
  },
  {
    name: 'Spring’s SseEmitter',
    start(context) {
      need(context, 'the Spring Boot application', existsSync(SPRING_JAR), 'Let .ci/run build it.');
      return startSpringApp(needProgram(context, 'java'));
    },
    differs: {
      // Tomcat completes the request a second time after the error page.
      emptyTimeout: { calls: ['timeout', 'completion', 'completion'] },
      // onError is for the container's errors; completeWithError goes to the exception handlers.
      fail: { calls: ['completion'], cut: true },
      emptyFail: { calls: ['completion'] },
      clientGone: { calls: ['error', 'completion'] },
    },
    refusal: 'IllegalStateException',
    plainFailure: 'ConcurrentModificationException',
    noticesByWriting: true,
    lateMs: 1_000,
  },
];

interface Played {
  readonly endings: Readonly<Record<LifeName, Ending>>;
  readonly plain: Broadcast;
  readonly safe: Broadcast;
}

/** All at once: most of the time is waiting. */
async function playAll(app: EmitterApp): Promise<Played> {
  const lives = Object.entries(LIVES) as [LifeName, (typeof LIVES)[LifeName]][];
  const [endings, plain, safe] = await Promise.all([
    Promise.all(lives.map(async ([name, life]) => [name, await playLife(app, name, life)] as const)),
    playRegistry(app, 'plain'),
    playRegistry(app, 'safe'),
  ]);
  return { endings: Object.fromEntries(endings) as Played['endings'], plain, safe };
}

describe.each(SUBJECTS)('$name', (subject) => {
  let app: EmitterApp | undefined;
  let played: Promise<Played> | undefined;
  afterAll(() => app?.close());
  const play = async (context: TestContext): Promise<Played> => {
    app ??= await subject.start(context);
    played ??= playAll(app);
    return played;
  };

  test.for(Object.keys(LIVES) as LifeName[])(
    'ends as stated: %s',
    { timeout: 90_000 },
    async (name, context) => {
      const { endings } = await play(context);
      const { status, contentType, calls, cut } = endings[name];
      const expected = { ...SAME[name], ...subject.differs[name] };
      const isStream = contentType === 'text/event-stream';
      const seen = { status, calls: calls.map(({ call }) => call), isStream, ...(cut && { cut }) };
      expect(seen).toEqual(expected);
    },
  );

  test('counts its time from the start, whatever is sent meanwhile', async (context) => {
    const { endings } = await play(context);
    for (const { calls, timeoutMs } of [
      endings.busyTimeout,
      endings.heartbeatTimeout,
      endings.emptyTimeout,
    ]) {
      const { atMs = 0 } = calls.find(({ call }) => call === 'timeout') ?? {};
      expect(atMs).toBeGreaterThanOrEqual(timeoutMs);
      expect(atMs).toBeLessThanOrEqual(timeoutMs + subject.lateMs + MARGIN_MS);
    }
  });

  test('sends a heartbeat as a comment, which is no event', async (context) => {
    const { body } = (await play(context)).endings.heartbeatTimeout;
    expect(body).toMatch(/^(:\n\n){3,}$/);
  });

  test('refuses what is sent after the end', async (context) => {
    const { endings } = await play(context);
    expect(endings.busyTimeout.outcomes.at(-1)).toBe(subject.refusal);
  });

  test(`finds out that a client left ${subject.noticesByWriting ? 'by the send that fails' : 'as it leaves'}`, async (context) => {
    const { outcomes, calls } = (await play(context)).endings.clientGone;
    const afterLeaving = outcomes.slice(1);
    // One that is written into a closed connection succeeds; the next one fails.
    if (subject.noticesByWriting) expect(afterLeaving).toContain('done');
    else expect(afterLeaving).toEqual([subject.refusal]);
    const [first] = calls;
    if (subject.noticesByWriting) expect(first?.atMs).toBeGreaterThan(2_000);
    else expect(first?.atMs).toBeLessThan(2_000);
  });

  test('misses somebody where a plain list changes under a broadcast, and nobody with a safe registry', async (context) => {
    const { plain, safe } = await play(context);
    expect(plain.failure).toBe(subject.plainFailure);
    expect(plain.sent).toBeLessThan(plain.members);
    expect(safe).toEqual({ members: safe.members, sent: safe.members, failure: '' });
  });
});
