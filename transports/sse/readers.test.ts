import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EventSource as NpmEventSource } from 'eventsource';
import fc from 'fast-check';
import { Agent, EventSource as UndiciEventSource, fetch as undiciFetch } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { needProgram } from '../../lab/outside-program.ts';
import { type Stage, setStage } from '../test-tab.ts';
import { makeTlsIdentity } from '../tls-identity.ts';
import { HTTP_VERSIONS, type HttpVersion } from '../transport.ts';
import sse from './index.ts';

/** What a reader that knows nothing of the lab heard: name and data of each event. */
type Heard = [name: string, data: string][];

interface Reader {
  readonly heard: Heard;
  stop(): void | Promise<void>;
}

const identity = makeTlsIdentity();

interface Listening {
  addEventListener(name: string, listener: (event: { data: string }) => void): void;
  close(): void;
}

function listen(source: Listening, names: readonly string[], agent: Agent): Reader {
  const heard: Heard = [];
  for (const name of names) {
    source.addEventListener(name, ({ data }) => heard.push([name, data]));
  }
  return {
    heard,
    stop: () => {
      source.close();
      return agent.destroy();
    },
  };
}

const agentFor = (http: HttpVersion, ca: string): Agent =>
  new Agent({ allowH2: http === '2', connect: { ca, servername: 'localhost' } });

const names = ['message', 'seek', 'gap', 'end'];

function readByUndici(url: string, http: HttpVersion, ca: string): Reader {
  const agent = agentFor(http, ca);
  const source = new UndiciEventSource(url, { node: { dispatcher: agent } });
  return listen(source as unknown as Listening, names, agent);
}

function readByNpm(url: string, http: HttpVersion, ca: string): Reader {
  const agent = agentFor(http, ca);
  const source = new NpmEventSource(url, {
    fetch: (input, init) =>
      undiciFetch(input, { ...init, dispatcher: agent } as Parameters<typeof undiciFetch>[1]),
  });
  return listen(source as unknown as Listening, names, agent);
}

function readByCurl(program: string, url: string, http: HttpVersion): Reader {
  const curl = spawn(program, ['-sNk', http === '2' ? '--http2' : '--http1.1', url]);
  const heard: Heard = [];
  // curl only copies, so its lines are read here; the lab's data has one line, the last of its block.
  let name = 'message';
  createInterface(curl.stdout).on('line', (line) => {
    if (line.startsWith('event: ')) name = line.slice(7);
    else if (line.startsWith('data: ')) heard.push([name, line.slice(6)]);
    else if (line === '') name = 'message';
  });
  return {
    heard,
    stop: () => {
      curl.kill();
    },
  };
}

describe.each(HTTP_VERSIONS)('over HTTP/%s', (http: HttpVersion) => {
  let stage: Stage | undefined;
  const readers: Reader[] = [];
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.stop();
    await stage?.close();
  });

  const start = async (path: string): Promise<{ stage: Stage; url: string; ca: string }> => {
    const tls = await identity;
    stage = await setStage(sse, http, true, { tls, epoch: 'e', retryMs: 20 });
    return { stage, url: `https://127.0.0.1:${stage.host.port}${path}`, ca: tls.cert };
  };

  /** Publishes before and after the readers joined, and holds each of them against the log. */
  const expectTheSame = async ({ host, publish }: Stage, join: () => Reader[]): Promise<void> => {
    publish(1, { data: '한국어 ☃ \r\n "quoted"' });
    const joined = join();
    readers.push(...joined);
    await expect.poll(() => host.hub.subscribers).toBe(joined.length);
    publish(2, { kind: 'seek' });
    const expected = host.hub.read('room', { id: 0 }).events.map(({ kind, json }) => [kind, json]);
    expect(expected).toHaveLength(2);
    for (const { heard } of joined) await expect.poll(() => heard).toEqual(expected);
  };

  test('the EventSource of npm and the one of undici read the same stream', async () => {
    const { stage, url, ca } = await start('/sse?channel=room&after=0');
    await expectTheSame(stage, () => [readByUndici(url, http, ca), readByNpm(url, http, ca)]);
  });

  test('curl -N reads the same stream', async (context) => {
    const program = needProgram(context, 'curl');
    const { stage, url } = await start('/sse?channel=room&after=0');
    await expectTheSame(stage, () => [readByCurl(program, url, http)]);
  });

  test('an EventSource that was cut before its first event comes back to where it was', async () => {
    const { stage, url, ca } = await start('/sse?channel=room');
    const reader = readByUndici(url, http, ca);
    readers.push(reader);
    stage.publish(1);
    await expect.poll(() => stage.host.hub.subscribers).toBe(1);
    // Not reset: that would also throw away what is still on its way, and prove nothing.
    for (const socket of stage.host.connections.sockets()) socket.end();
    stage.publish(2);
    await expect.poll(() => reader.heard.map(([, data]) => JSON.parse(data).seq)).toContain(2);
  });

  test('an independent EventSource reads any data back as it was published', async () => {
    const { stage, url, ca } = await start('/sse?channel=room&after=0');
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r', '\n\n', 'id: 1\n'),
      fc.jsonValue(),
    );
    const samples = fc.sample(texts, { numRuns: 300, seed: 7 });
    for (const [index, data] of samples.entries()) stage.publish(index + 1, { data });
    const reader = readByUndici(url, http, ca);
    readers.push(reader);
    await expect.poll(() => reader.heard.length).toBe(samples.length);
    // By way of JSON, which knows no negative zero.
    expect(reader.heard.map(([, data]) => JSON.parse(data).data)).toEqual(
      JSON.parse(JSON.stringify(samples)),
    );
  });
});
