import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import longPolling from '../../../transports/long-polling/index.ts';
import polling from '../../../transports/polling/index.ts';
import { type Stage, setStage } from '../../../transports/test-tab.ts';
import type { Sink } from '../../../transports/transport.ts';
import { throughAutocannon } from './polled-tab.ts';

let stage: Stage | undefined;
let server: http.Server | undefined;
afterEach(async () => {
  await stage?.close();
  server?.closeAllConnections();
  server?.close();
  stage = undefined;
  server = undefined;
});

for (const transport of [polling, longPolling]) {
  for (const tls of [true, false]) {
    test(`a tab of ${transport.id} hears every event once through autocannon, ${tls ? 'with' : 'without'} TLS`, async () => {
      stage = await setStage(throughAutocannon(transport), '1.1', tls);
      const tab = stage.join();
      await tab.until(({ opens }) => opens.length === 1);
      for (const seq of [1, 2, 3]) stage.publish(seq);
      await tab.until(({ events }) => events.length >= 3);
      stage.publish(4);
      await tab.until(({ events }) => events.length >= 4);
      expect(tab.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      expect(tab.opens).toEqual(['http/1.1']);
      expect([tab.downs, tab.gaps]).toEqual([[], []]);
    });
  }
}

test('a tab that is closed, by itself or by the end of its channel, leaves no connection', async () => {
  stage = await setStage(throughAutocannon(longPolling), '1.1', false);
  const [ended, closed] = [stage.join(), stage.join()];
  await ended.until(({ opens }) => opens.length === 1);
  await closed.until(({ opens }) => opens.length === 1);
  closed.connection.close();
  stage.publish(1, { kind: 'end' });
  await ended.until(({ events }) => events.length === 1);
  const { connections } = stage.host;
  await expect.poll(() => connections.snapshot().tcpOpen, { timeout: 5_000 }).toBe(0);
});

test('who hears the end within an answer asks nothing more', async () => {
  const asked: (string | null)[] = [];
  const end = { id: 1, channel: 'room', kind: 'end', source: 's', seq: 1, intendedAtUs: 1, publishedAtUs: 1 };
  const browser = await serve((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://lab').searchParams.get('after'));
    response.end(JSON.stringify({ events: asked.length === 2 ? [end] : [], cursor: `e.${asked.length}` }));
  });
  const gone = Promise.withResolvers<void>();
  server?.on('connection', (socket) => socket.on('close', gone.resolve));
  throughAutocannon(longPolling).connect(optionsOf(browser), silent);
  await gone.promise;
  expect(asked).toEqual([null, 'e.1']);
});

const silent: Sink = {
  onOpen: () => {},
  onEvent: () => {},
  onGap: () => {},
  onDown: () => {},
  onAttempt: () => {},
  onGiveUp: () => {},
  onRequest: () => {},
};

/** Counts the connections that asked something of a server that answers so. */
async function serve(
  answer: http.RequestListener,
): Promise<{ origin: { host: string; port: number; tls: boolean } }> {
  server = http.createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: { host: '127.0.0.1', port, tls: false } };
}

const optionsOf = (browser: unknown, pollPhase = 0) => ({
  browser: browser as Stage['browser'],
  channel: 'room',
  policy: {
    pollIntervalMs: 1_000,
    pollPhase,
    longPollTimeoutMs: 1_000,
    reconnect: { enabled: true, random: () => 0.1 },
  },
});

test('a refused poll is told as the line’s end, and another connection tries again', async () => {
  const askedBy = new Set<unknown>();
  const browser = await serve((request, response) => {
    askedBy.add(request.socket);
    response.writeHead(askedBy.size === 1 ? 503 : 204).end();
  });
  const downs: string[] = [];
  const opened = Promise.withResolvers<string>();
  const connection = throughAutocannon(longPolling).connect(optionsOf(browser), {
    ...silent,
    onDown: ({ code }) => downs.push(code),
    onOpen: opened.resolve,
  });
  expect(await opened.promise).toBe('http/1.1');
  connection.close();
  expect(downs).toEqual(['status']);
  expect(askedBy.size).toBe(2);
});

test('tabs begin in the order of their phases, and not all at once', async () => {
  const began: string[] = [];
  const browser = await serve((request, response) => {
    began.push(new URL(request.url ?? '', 'http://lab').searchParams.get('channel') ?? '');
    response.writeHead(204).end();
  });
  const transport = throughAutocannon(polling);
  const connections = [0.4, 0.1, 0.7].map((phase) =>
    transport.connect({ ...optionsOf(browser, phase), channel: `at-${phase}` }, silent),
  );
  await expect.poll(() => new Set(began).size, { timeout: 5_000 }).toBe(3);
  for (const connection of connections) connection.close();
  // Which of them is the first depends on when in a second the test begins.
  const around = 'at-0.1 at-0.4 at-0.7 at-0.1 at-0.4';
  expect(around).toContain([...new Set(began)].join(' '));
});
