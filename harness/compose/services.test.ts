import { afterAll, expect, test } from 'vitest';
import { needProgram } from '../../lab/outside-program.ts';
import { resolveComposeFile } from './compose-file.ts';
import { Machine, type RunningService } from './machine.ts';

type Context = Parameters<typeof resolveComposeFile>[0];

/** Processes start, and tests share two cores. */
const PATIENCE = { timeout: 180_000 };

let opened: Promise<Machine> | undefined;
afterAll(async () => (await opened)?.close());

/** One machine for all, as one engine would be. */
const machineFor = (context: Context): Promise<Machine> => {
  opened ??= resolveComposeFile(context, ['*']).then((file) => Machine.open(file));
  return opened;
};

/** Services stay once they are started, and who needs others waits until those are healthy. */
const running = new Map<string, RunningService>();
async function healthy(machine: Machine, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (running.has(name)) continue;
    expect(await machine.check(name), `${name} before it was started`).not.toBe(0);
    const service = await machine.start(name);
    await machine.healthy(name, service);
    running.set(name, service);
  }
}

/** What a subscriber of the scenario that the servers play hears within its first second or two. */
async function firstEvent(url: string): Promise<string> {
  const stream = await fetch(`${url}/sse?channel=feed`, { signal: AbortSignal.timeout(10_000) });
  let heard = '';
  for await (const chunk of stream.body ?? []) {
    heard += Buffer.from(chunk).toString();
    if (heard.includes('"channel":"feed"')) break;
  }
  return heard;
}

function overWebSocket(url: string): Promise<string> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?channel=feed`);
  return new Promise<string>((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => {
      if (String(data).includes('"seq"')) resolve(String(data));
    });
    socket.addEventListener('error', () => reject(new Error('refused')));
  }).finally(() => socket.close());
}

/** Ends well, or says that its clients did not keep up, which on a busy machine they may. */
async function measure(machine: Machine, words: readonly string[]): Promise<void> {
  const small = ['--transport=sse', '--http=1.1', '--quick', '--no-raw', '--clients=20', '--duration=500ms'];
  const bench = await machine.start('bench', [...small, ...words]);
  const ended = await bench.ended;
  if (ended !== 0 && ended !== 3) throw new Error(`bench ended with ${ended}: ${bench.output()}`);
}

test('report serves what a bench has measured, until it is stopped', PATIENCE, async (context) => {
  const machine = await machineFor(context);
  await measure(machine, []);

  await healthy(machine, 'report');
  const url = `http://127.0.0.1:${machine.portOf('report', 4780)}/`;
  expect(await (await fetch(url)).text()).toContain('/assets/page.js');
  const { runs } = (await (await fetch(`${url}api/runs`)).json()) as { runs: { id: string }[] };
  expect(runs.map(({ id }) => id)).toEqual([expect.stringContaining('sse')]);
  expect(await running.get('report')?.stop()).toBe(0);
});

test(
  'a bench starts its own proxies and its own Redis, as the user that it has',
  PATIENCE,
  async (context) => {
    for (const program of ['nginx', 'haproxy', 'redis-server']) needProgram(context, program);
    await measure(await machineFor(context), ['--via=nginx-tuned,haproxy', '--log=redis']);
  },
);

test('a server plays its scenario and ends when it is stopped', PATIENCE, async (context) => {
  needProgram(context, 'redis-server');
  const machine = await machineFor(context);
  await healthy(machine, 'redis', 'server');
  const url = `http://127.0.0.1:${machine.portOf('server', 4700)}`;
  expect(await firstEvent(url)).toContain('"channel":"feed"');
  const second = await machine.start('server');
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('another program uses');
});

test.for([
  { name: 'nginx', port: 8080, ended: 0 },
  { name: 'haproxy', port: 8081, ended: 'SIGTERM' },
])(
  'events come through $name, over SSE and over WebSocket',
  PATIENCE,
  async ({ name, port, ended }, context) => {
    for (const program of [name, 'redis-server', 'wget']) needProgram(context, program);
    const machine = await machineFor(context);
    await healthy(machine, 'redis', 'server', name);
    const url = `http://127.0.0.1:${machine.portOf(name, port)}`;
    expect(await firstEvent(url)).toContain('"channel":"feed"');
    expect(await overWebSocket(url)).toContain('"channel":"feed"');
    expect(await running.get(name)?.stop(), running.get(name)?.output()).toBe(ended);
  },
);
