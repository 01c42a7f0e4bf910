import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { needProgram } from '../../lab/outside-program.ts';
import { RedisServer } from '../../lab/redis-server.ts';
import { serverState } from '../../transports/server-state.ts';
import { type RunningCommand, startCommand } from './test-command.ts';

/** One after the other starts, which takes seconds where many tests share two cores. */
const TWO_PROCESSES = { timeout: 90_000 };

let command: RunningCommand | undefined;
afterEach(async () => {
  command?.signal('SIGTERM');
  await command?.ended;
});

const serve = async (line: string): Promise<string> => {
  command = startCommand('serve', `${line} --port 0`);
  await command.says('Ctrl-C ends it.');
  const [, base = ''] = /: (https?:\S+)/.exec(command.output.stdout) ?? [];
  return base;
};

test('the printed lines are ready to be tried, and the state is JSON or Prometheus text', async () => {
  const base = await serve('--transport sse --http 1.1 --no-tls');
  expect(command?.output.stdout).toContain(`curl -N`);
  const state = serverState.parse(await (await fetch(`${base}/metrics`)).json());
  expect(state.pid).toBe(command?.pid);
  expect(await (await fetch(`${base}/healthz`)).json()).toMatchObject({ status: 'ok' });
  const text = await (await fetch(`${base}/metrics`, { headers: { accept: 'text/plain' } })).text();
  expect(text).toMatch(/^lab_cpu_us \d+$/m);
  expect(text).toMatch(/^lab_connections_tcp_opened \d+$/m);

  const stream = await fetch(`${base}/sse?channel=feed`);
  const reader = stream.body?.getReader();
  let heard = '';
  while (!/^data: .*"channel":"feed"/m.test(heard))
    heard += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
});

test(
  'nothing but loopback is listened on unless it is asked for, and then it is said who gets in',
  TWO_PROCESSES,
  async () => {
    const base = await serve('--transport sse --no-tls');
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(command?.output.stdout).not.toContain('There is no login');
    // All of 127.0.0.0/8 is this machine; only an open door answers at another of its addresses.
    const elsewhere = (address: string): string => address.replace('127.0.0.1', '127.0.0.2');
    await expect(fetch(elsewhere(`${base}/healthz`))).rejects.toThrow();
    command?.signal('SIGTERM');
    await command?.ended;

    const open = await serve('--transport sse --no-tls --address 0.0.0.0');
    expect((await fetch(elsewhere(`${open}/healthz`))).status).toBe(200);
    expect(command?.output.stdout).toMatch(/listens on 0\.0\.0\.0: whoever reaches .*no login/);
  },
);

test('an address that is none is wrong usage', async () => {
  command = startCommand('serve', '--address everywhere');
  expect(await command.ended).toBe(2);
  expect(command.output.stderr).toMatch(/--address .*an IP address.*"everywhere"/);
});

test(
  'two servers play the same events at the same time, so that a log which both share has each once',
  TWO_PROCESSES,
  async () => {
    const first = await serve('--transport polling --no-tls');
    const other = startCommand('serve', '--transport polling --no-tls --port 0');
    try {
      await other.says('Ctrl-C ends it.');
      const [, second = ''] = /: (https?:\S+)/.exec(other.output.stdout) ?? [];
      const heard = async (base: string): Promise<{ source: string; seq: number; intendedAtUs: number }[]> =>
        ((await (await fetch(`${base}/poll?channel=feed&after=0`)).json()) as { events: never[] }).events;
      const [theirs, ours] = await vi.waitFor(
        async () => {
          const both = await Promise.all([heard(second), heard(first)]);
          expect(both[0].length).toBeGreaterThan(4);
          return both;
        },
        { timeout: 30_000 },
      );
      // The later one begins with what is due after it came, and not with the whole of the chapter.
      const { source, seq, intendedAtUs } = theirs[0] ?? { source: '', seq: 0, intendedAtUs: 0 };
      const same = ours.find((event) => event.source === source && event.seq === seq);
      expect(ours.indexOf(same ?? { source, seq, intendedAtUs })).toBeGreaterThan(0);
      // Each read the wall clock by itself, which counts milliseconds here.
      expect(Math.abs((same?.intendedAtUs ?? 0) - intendedAtUs)).toBeLessThan(50_000);
    } finally {
      other.signal('SIGTERM');
      await other.ended;
    }
  },
);

test(
  'servers with one log give the same ids, and who comes back to the other one misses nothing',
  TWO_PROCESSES,
  async (context) => {
    needProgram(context, 'redis-server');
    const redis = await RedisServer.start();
    const line = `--transport polling --no-tls --log ${redis.url}`;
    const first = await serve(line);
    const other = startCommand('serve', `${line} --port 0`);
    try {
      await other.says('Ctrl-C ends it.');
      expect(other.output.stdout).toContain(`Its log is in ${redis.url}`);
      const [, second = ''] = /: (https?:\S+)/.exec(other.output.stdout) ?? [];
      const poll = async (base: string, after: string): Promise<{ cursor: string; ids: number[] }> => {
        const answer = await fetch(`${base}/poll?channel=feed&after=${after}`);
        if (answer.status === 204) return { cursor: after, ids: [] };
        const { cursor, events } = (await answer.json()) as { cursor: string; events: { id: number }[] };
        return { cursor, ids: events.map(({ id }) => id) };
      };
      const heard: number[] = [];
      let cursor = '0';
      for (let turn = 0; heard.length < 20; turn++) {
        const answer = await poll(turn % 2 === 0 ? first : second, cursor);
        heard.push(...answer.ids);
        cursor = answer.cursor;
        await setTimeout(50);
      }
      expect(heard).toEqual(Array.from({ length: heard.length }, (_, index) => index + 1));
    } finally {
      other.signal('SIGTERM');
      await other.ended;
      command?.signal('SIGTERM');
      await command?.ended;
      await redis.close();
    }
  },
);

test('a log that is nowhere is said to be so, and ends the command', async () => {
  command = startCommand('serve', '--no-tls --port 0 --log redis://127.0.0.1:1');
  expect(await command.ended).toBe(1);
  expect(command.output.stderr).toMatch(/a Redis for the log at redis:\/\/127\.0\.0\.1:1.*log-unreachable/);
});

test('it ends within 5 s of SIGTERM although a client holds a stream', async () => {
  const base = await serve('--transport sse --no-tls');
  const stream = await fetch(`${base}/sse?channel=feed`);
  const started = performance.now();
  command?.signal('SIGTERM');
  expect(await command?.ended).toBe(0);
  expect(performance.now() - started).toBeLessThan(5_000);
  await stream.body?.cancel().catch(() => {});
});

test('a port in use exits 1 with one sentence that names it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  command = startCommand('serve', `--port ${port} --no-tls`);
  expect(await command.ended).toBe(1);
  expect(command.output.stderr).toMatch(new RegExp(`port ${port}.*another program uses`));
  expect(command.output.stderr).not.toMatch(/\n\s+at /);
  other.close();
});

test('bad input is answered with a 4xx and JSON, and the server goes on', async () => {
  const base = await serve('--transport all --no-tls');
  const event = { channel: 'a', kind: 'message', source: 's', seq: 1, intendedAtUs: 0, data: 1 };
  const post = (body: string, type = 'application/json') =>
    fetch(`${base}/events`, { method: 'POST', body, headers: { 'content-type': type } });
  const answers: [Promise<Response>, number][] = [
    [fetch(`${base}/poll`), 400],
    [fetch(`${base}/poll?channel=a%20b`), 400],
    [fetch(`${base}/poll?channel=a&channel=b`), 400],
    [fetch(`${base}/poll?channel=a&after=now`), 400],
    [fetch(`${base}/long-poll?channel=a&after=0&timeoutMs=0`), 400],
    [fetch(`${base}/sse?channel=a`, { headers: { 'last-event-id': 'x'.repeat(100) } }), 400],
    [fetch(`${base}/nowhere`), 404],
    [post('{'), 400],
    [post('[]'), 400],
    [post(JSON.stringify({ ...event, seq: 0 })), 400],
    [post(JSON.stringify(event), 'text/plain'), 400],
    [post(JSON.stringify({ ...event, data: 'x'.repeat(70_000) })), 413],
    [post(JSON.stringify(event)), 202],
  ];
  for (const [answer, status] of answers) {
    const response = await answer;
    const body = (await response.json()) as { error?: { code: string; expected: string } };
    expect([response.url, response.status]).toEqual([response.url, status]);
    if (status >= 400) expect([body.error?.code, body.error?.expected].every(Boolean)).toBe(true);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
});

test('a connection over the cap is refused with a 503 that says so', async () => {
  const base = await serve('--transport sse --no-tls --max-connections 1');
  const first = await fetch(`${base}/sse?channel=feed`);
  const second = await fetch(`${base}/sse?channel=feed`);
  expect(second.status).toBe(503);
  expect(await second.json()).toMatchObject({ error: { code: 'connection-cap' } });
  await first.body?.cancel();
});
