import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EventResponse, type ResponseListener, SseEmitter } from './emitter.ts';
import { sseEvent } from './framing.ts';

/** An answer that only notes what it was told. */
class NotedResponse implements EventResponse {
  readonly notes: string[] = [];
  listener: ResponseListener | undefined;

  watch(listener: ResponseListener): void {
    this.listener = listener;
  }
  begin(frames: readonly Buffer[]): void {
    this.notes.push('begin', ...frames.map(String));
  }
  write(frame: Buffer): void {
    this.notes.push(String(frame));
  }
  end(): void {
    this.notes.push('end');
  }
  refuse(error: unknown): void {
    this.notes.push(`refuse ${(error as { status?: number }).status ?? error}`);
  }
}

/** An emitter whose callbacks, two of each kind, note their calls. */
function observed(timeoutMs?: number): { emitter: SseEmitter; calls: string[] } {
  const emitter = new SseEmitter(timeoutMs);
  const calls: string[] = [];
  for (const nth of [1, 2]) {
    emitter.onCompletion(() => calls.push(`completion ${nth}`));
    emitter.onError((error) => calls.push(`error ${nth}: ${error}`));
    emitter.onTimeout(() => calls.push(`timeout ${nth}`));
  }
  return { emitter, calls };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const completed = ['completion 1', 'completion 2'];
const failed = (error: string) => [`error 1: ${error}`, `error 2: ${error}`, ...completed];
const timedOut = ['timeout 1', 'timeout 2', ...completed];

type Act = (emitter: SseEmitter, response: NotedResponse) => void;

/** With what the answer is told where nothing, and where something, was sent before. */
const endings: { name: string; act: Act; calls: string[]; unsent: string[]; sent: string[] }[] = [
  {
    name: 'complete()',
    act: (emitter) => emitter.complete(),
    calls: completed,
    unsent: ['begin', 'end'],
    sent: ['end'],
  },
  {
    name: 'completeWithError()',
    act: (emitter) => emitter.completeWithError('broken'),
    calls: failed('broken'),
    unsent: ['refuse broken'],
    sent: ['end'],
  },
  {
    name: 'its timeout',
    act: () => vi.advanceTimersByTime(1_000),
    calls: timedOut,
    unsent: ['refuse 503'],
    sent: ['end'],
  },
  {
    name: 'the client going',
    act: (_emitter, { listener }) => listener?.gone(),
    calls: completed,
    unsent: [],
    sent: [],
  },
  {
    name: 'a write error',
    act: (_emitter, { listener }) => listener?.failed('EPIPE'),
    calls: failed('EPIPE'),
    unsent: [],
    sent: [],
  },
];

describe.each(endings)('an emitter that ends by $name', ({ act, calls: expected, unsent, sent }) => {
  test('calls back in order and answers nothing that was not sent', () => {
    const { emitter, calls } = observed(1_000);
    const response = new NotedResponse();
    emitter.start(response);
    act(emitter, response);
    expect(calls).toEqual(expected);
    expect(response.notes).toEqual(unsent);
  });

  test('calls back in order after something was sent', () => {
    const { emitter, calls } = observed(1_000);
    const response = new NotedResponse();
    emitter.start(response);
    emitter.send('x');
    act(emitter, response);
    expect(calls).toEqual(expected);
    expect(response.notes).toEqual(['begin', 'data: x\n\n', ...sent]);
  });

  test.each(endings)('calls nothing back a second time when $name follows', ({ act: again }) => {
    const { emitter, calls } = observed(1_000);
    const response = new NotedResponse();
    emitter.start(response);
    act(emitter, response);
    const told = response.notes.length;
    again(emitter, response);
    expect(calls).toEqual(expected);
    expect(response.notes).toHaveLength(told);
  });

  test('refuses what is sent afterwards', () => {
    const { emitter } = observed(1_000);
    const response = new NotedResponse();
    emitter.start(response);
    act(emitter, response);
    const ended = expect.objectContaining({ code: 'sse-emitter-ended' });
    expect(() => emitter.send('late')).toThrow(ended);
    expect(() => emitter.sendFrame(Buffer.from(':\n\n'))).toThrow(ended);
  });

  test('leaves no timer behind', () => {
    const { emitter } = observed(1_000);
    const response = new NotedResponse();
    emitter.start(response);
    act(emitter, response);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends once even when a callback ends it again', () => {
    const { emitter, calls } = observed(1_000);
    const response = new NotedResponse();
    emitter.onCompletion(() => act(emitter, response));
    emitter.start(response);
    act(emitter, response);
    expect(calls).toEqual(expected);
  });
});

describe('what is sent before the start', () => {
  test('leaves in order at the start, before what is sent later', () => {
    const emitter = new SseEmitter();
    emitter.send(sseEvent().id('1').data('one'));
    emitter.sendFrame(Buffer.from('data: two\n\n'));
    const response = new NotedResponse();
    emitter.start(response);
    emitter.send('three');
    expect(response.notes).toEqual(['begin', 'id: 1\ndata: one\n\n', 'data: two\n\n', 'data: three\n\n']);
  });

  test('leaves before a completion that also came before the start', () => {
    const { emitter, calls } = observed();
    emitter.send('one');
    emitter.complete();
    expect(() => emitter.send('two')).toThrow(expect.objectContaining({ code: 'sse-emitter-ended' }));
    expect(calls).toEqual([]);
    const response = new NotedResponse();
    emitter.start(response);
    expect(response.notes).toEqual(['begin', 'data: one\n\n', 'end']);
    expect(calls).toEqual(completed);
  });

  test('is overtaken by no second completion: the first one counts', () => {
    const { emitter, calls } = observed();
    emitter.completeWithError('broken');
    emitter.complete();
    const response = new NotedResponse();
    emitter.start(response);
    expect(response.notes).toEqual(['refuse broken']);
    expect(calls).toEqual(failed('broken'));
  });

  test('goes nowhere where the client has gone before', () => {
    const { emitter, calls } = observed(1_000);
    emitter.send('one');
    const response = new NotedResponse();
    response.watch = (listener) => listener.gone();
    emitter.start(response);
    expect(response.notes).toEqual([]);
    expect(calls).toEqual(completed);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the timeout', () => {
  test('counts from the start, not from the making and not from the last send', () => {
    const { emitter, calls } = observed(1_000);
    vi.advanceTimersByTime(5_000);
    emitter.start(new NotedResponse());
    vi.advanceTimersByTime(900);
    emitter.send('x');
    vi.advanceTimersByTime(99);
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual(timedOut);
  });

  test('takes no timer where none was asked for', () => {
    new SseEmitter().start(new NotedResponse());
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives an empty stream instead of a 503 where a callback completes it', () => {
    const { emitter, calls } = observed(1_000);
    emitter.onTimeout(() => emitter.complete());
    const response = new NotedResponse();
    emitter.start(response);
    vi.advanceTimersByTime(1_000);
    expect(response.notes).toEqual(['begin', 'end']);
    expect(calls).toEqual(timedOut);
  });
});

test('a callback that throws keeps no other callback from running, and its error comes out', () => {
  const emitter = new SseEmitter();
  const calls: string[] = [];
  emitter.onError(() => {
    throw new Error('a fault in onError');
  });
  emitter.onError(() => calls.push('error'));
  emitter.onCompletion(() => calls.push('completion'));
  const response = new NotedResponse();
  emitter.start(response);
  expect(() => response.listener?.failed('EPIPE')).toThrow('a fault in onError');
  expect(calls).toEqual(['error', 'completion']);
});

test('a block without fields sends nothing, not even the head', () => {
  const emitter = new SseEmitter();
  const response = new NotedResponse();
  emitter.start(response);
  emitter.send(sseEvent());
  expect(response.notes).toEqual([]);
});

test('an emitter takes one answer only', () => {
  const emitter = new SseEmitter();
  emitter.start(new NotedResponse());
  expect(() => emitter.start(new NotedResponse())).toThrow(
    expect.objectContaining({ code: 'sse-emitter-started' }),
  );
});
