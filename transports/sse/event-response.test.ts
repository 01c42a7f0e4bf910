import http2 from 'node:http2';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Browser, openBrowser } from '../browser.ts';
import { type RunningHost, startHost } from '../start-host.ts';
import { type DownCause, HTTP_VERSIONS, type HttpVersion } from '../transport.ts';
import { WriteTimes } from '../write-times.ts';
import { SseEmitter } from './emitter.ts';
import { HttpEventResponse } from './event-response.ts';
import sse from './index.ts';

type Handler = (answer: HttpEventResponse) => void;

interface Answer {
  status: number;
  type: string | undefined;
  body: string;
  ending: 'ended' | DownCause['code'] | undefined;
}

/** An emitter that notes its callbacks. */
function observed(timeoutMs?: number): { emitter: SseEmitter; calls: string[] } {
  const emitter = new SseEmitter(timeoutMs);
  const calls: string[] = [];
  emitter.onTimeout(() => calls.push('timeout'));
  emitter.onError((error) => calls.push(`error ${(error as { code?: string }).code ?? error}`));
  emitter.onCompletion(() => calls.push('completion'));
  return { emitter, calls };
}

describe.each(HTTP_VERSIONS)('an emitter on a real answer over HTTP/%s', (http: HttpVersion) => {
  let host: RunningHost;
  let browser: Browser;
  let handle: Handler;
  let slow = 0;

  beforeEach(async () => {
    slow = 0;
    // A 5xx is logged, which is right for a server and noise here.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    host = await startHost({
      http,
      transports: [
        {
          ...sse,
          mount: ({ app }) => {
            app.get('/emit', (_request, response) =>
              handle(new HttpEventResponse(response, 64 * 1024, () => slow++, new WriteTimes())),
            );
          },
        },
      ],
    });
    browser = openBrowser({
      origin: { host: '127.0.0.1', port: host.port, tls: false },
      http,
      keepAlive: true,
    });
  });
  afterEach(async () => {
    browser.close();
    await host.close();
    vi.restoreAllMocks();
  });

  function get(): { answer: Answer; abort(): void; pause(): void; over: Promise<Answer> } {
    const answer: Answer = { status: 0, type: undefined, body: '', ending: undefined };
    let settle: (answer: Answer) => void;
    const over = new Promise<Answer>((resolve) => {
      settle = resolve;
    });
    const end = (ending: Answer['ending']): void => {
      answer.ending = ending;
      settle(answer);
    };
    const exchange = browser.exchange(
      { method: 'GET', path: '/emit' },
      {
        head: (status, headers) => Object.assign(answer, { status, type: headers['content-type'] }),
        data: (chunk) => {
          answer.body += chunk;
        },
        end: () => end('ended'),
        failed: ({ code }) => end(code),
      },
    );
    return { answer, abort: () => exchange.abort(), pause: () => exchange.pause(), over };
  }

  test('is a 200 with an empty body when it completes without data', async () => {
    const { emitter, calls } = observed();
    handle = (answer) => emitter.start(answer);
    const { over } = get();
    setTimeout(() => emitter.complete(), 10);
    expect(await over).toEqual({ status: 200, type: 'text/event-stream', body: '', ending: 'ended' });
    expect(calls).toEqual(['completion']);
  });

  test('is a 503 with a JSON error when it times out before anything was sent', async () => {
    const { emitter, calls } = observed(20);
    handle = (answer) => emitter.start(answer);
    const answer = await get().over;
    expect(answer).toMatchObject({ status: 503, type: expect.stringContaining('application/json') });
    expect(JSON.parse(answer.body).error.code).toBe('sse-emitter-timed-out');
    expect(calls).toEqual(['timeout', 'completion']);
  });

  test('is a 500 with a JSON error when it fails before anything was sent', async () => {
    const { emitter, calls } = observed();
    handle = (answer) => emitter.start(answer);
    const { over } = get();
    setTimeout(() => emitter.completeWithError(new Error('a secret')), 10);
    const answer = await over;
    expect(answer).toMatchObject({ status: 500, type: expect.stringContaining('application/json') });
    expect(JSON.parse(answer.body).error.code).toBe('server-fault');
    expect(answer.body).not.toContain('secret');
    expect(calls).toEqual(['error Error: a secret', 'completion']);
  });

  test.each([
    ['times out', 30, () => {}],
    ['completes', undefined, (emitter: SseEmitter) => emitter.complete()],
    ['fails', undefined, (emitter: SseEmitter) => emitter.completeWithError('x')],
  ])('delivers all that was sent before it %s, and then ends', async (_name, timeoutMs, end) => {
    const emitter = new SseEmitter(timeoutMs);
    emitter.send('early');
    handle = (answer) => {
      emitter.start(answer);
      for (let count = 0; count < 100; count++) emitter.send(`${count} ${'x'.repeat(500)}`);
      end(emitter);
    };
    const { status, body, ending } = await get().over;
    expect([status, ending, body.split('\n\n').length - 1, slow]).toEqual([200, 'ended', 101, 0]);
  });

  test('completes once and without an error when the client closes', async () => {
    const { emitter, calls } = observed();
    emitter.send('x');
    handle = (answer) => emitter.start(answer);
    const { answer, abort } = get();
    await expect.poll(() => answer.body).toBe('data: x\n\n');
    abort();
    await expect.poll(() => calls).toEqual(['completion']);
    await expect.poll(() => host.connections.sockets().length).toBe(http === '2' ? 1 : 0);
    expect(calls).toEqual(['completion']);
  });

  test('completes at its start where the client closed before', async () => {
    const { emitter, calls } = observed();
    emitter.send('x');
    let made: HttpEventResponse | undefined;
    handle = (answer) => {
      made = answer;
    };
    const { abort } = get();
    await expect.poll(() => made).toBeDefined();
    const closed = new Promise<void>((resolve) => {
      made?.watch({ gone: resolve, failed: () => {} });
    });
    abort();
    await closed;
    emitter.start(made as HttpEventResponse);
    expect(calls).toEqual(['completion']);
  });

  test('hears of an error, then completes once, when the client resets the connection', async () => {
    const { emitter, calls } = observed();
    emitter.send('x');
    handle = (answer) => emitter.start(answer);
    const socket = net.connect(host.port, '127.0.0.1');
    const heard = new Promise<void>((resolve) => {
      if (http === '1.1') {
        socket.write('GET /emit HTTP/1.1\r\nHost: x\r\n\r\n');
        socket.once('data', () => resolve());
      } else {
        const session = http2.connect(`http://127.0.0.1:${host.port}`, { createConnection: () => socket });
        session.on('error', () => {});
        const stream = session.request({ ':path': '/emit' });
        stream.on('error', () => {});
        stream.once('data', () => resolve());
      }
    });
    await heard;
    socket.resetAndDestroy();
    await expect.poll(() => calls).toContain('completion');
    expect(calls).toEqual(['error ECONNRESET', 'completion']);
  });

  test('cuts a client that does not read, tells why, and counts it once', async () => {
    const { emitter, calls } = observed();
    emitter.send('x');
    handle = (answer) => emitter.start(answer);
    const { answer, pause } = get();
    await expect.poll(() => answer.body).toBe('data: x\n\n');
    pause();
    const frame = Buffer.from(`data: ${'x'.repeat(32 * 1024)}\n\n`);
    while (calls.length === 0) {
      emitter.sendFrame(frame);
      await new Promise(setImmediate);
    }
    expect(calls).toEqual(['error sse-slow-consumer', 'completion']);
    expect(slow).toBe(1);
  });

  test('does not cut a client for a long replay that it reads', async () => {
    const { emitter, calls } = observed();
    const frame = Buffer.from(`data: ${'x'.repeat(32 * 1024)}\n\n`);
    for (let count = 0; count < 200; count++) emitter.sendFrame(frame);
    handle = (answer) => {
      emitter.start(answer);
      emitter.sendFrame(frame);
      emitter.complete();
    };
    const { body, ending } = await get().over;
    expect([body.length, ending, slow]).toEqual([frame.length * 201, 'ended', 0]);
    expect(calls).toEqual(['completion']);
  });
});

test('the head and the first frame leave in one write, so that no client has one without the other', async () => {
  const host = await startHost({ http: '1.1', transports: [sse] });
  const client = net.connect(host.port, '127.0.0.1');
  const received = new Promise<string>((resolve) => client.once('data', (chunk) => resolve(String(chunk))));
  await expect.poll(() => host.connections.sockets().length).toBe(1);
  const [served] = host.connections.sockets() as [net.Socket];
  const alone = vi.spyOn(served, '_write');
  const together = vi.spyOn(served, '_writev');
  client.write('GET /sse?channel=room HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await received).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)+\r\nid: \w+\.0\n\n$/);
  expect([alone.mock.calls.length, together.mock.calls.length]).toEqual([0, 1]);
  client.destroy();
  await host.close();
});

test('a client that keeps its side open does not keep a completed stream open', async () => {
  const host = await startHost({ http: '1.1', transports: [sse] });
  const socket = net.connect({ port: host.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write('GET /sse?channel=room HTTP/1.1\r\nHost: x\r\n\r\n');
  socket.resume();
  await expect.poll(() => host.hub.subscribers).toBe(1);
  const event = { channel: 'room', kind: 'end', source: 'test', seq: 1, intendedAtUs: 1, data: null };
  host.hub.publish(event);
  await expect.poll(() => host.connections.sockets().length).toBe(0);
  socket.destroy();
  await host.close();
});
