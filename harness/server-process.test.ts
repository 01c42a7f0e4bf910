import { expect, test } from 'vitest';
import { monotonicUs } from '../lab/clock.ts';
import { openBrowser } from '../transports/browser.ts';
import type { EventHead } from '../transports/event.ts';
import { loadTransports } from '../transports/registry.ts';
import { LabProcess } from './lab-process.ts';
import type { TrialPlan } from './trial-plan.ts';
import type { ServerAnswer, ServerCommand } from './trial-server.ts';

const plan: TrialPlan = {
  scenario: 'log-tail',
  parameters: { clients: 1 },
  transport: 'sse',
  http: '1.1',
  tls: false,
  seed: 'the same',
  warmUpUs: 0,
  durationUs: 1_000_000,
  tabsPerBrowser: 1,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

/** What a real server process publishes in one second, as a real client hears it. */
async function hear(seed: string): Promise<string[]> {
  const server = new LabProcess<ServerCommand, ServerAnswer>(
    { file: new URL('./server-process.ts', import.meta.url) },
    'server',
    'server',
  );
  const parameters = {
    clients: 1,
    rate: 20,
    payloadBytes: 60,
    burstRate: 500,
    burstSeconds: 0.2,
    burstEverySeconds: 2,
  };
  server.send({ type: 'open', plan: { ...plan, parameters, seed }, place: { index: 0, of: 1 } });
  const { port } = await server.answer('ready');
  const browser = openBrowser({
    origin: { host: '127.0.0.1', port, tls: false },
    http: '1.1',
    keepAlive: true,
  });
  const heard: EventHead[] = [];
  const startAtUs = await new Promise<number>((resolve) => {
    const connect = transports.get('sse')?.connect;
    connect?.(
      {
        browser,
        channel: 'log',
        policy: {
          pollIntervalMs: 500,
          pollPhase: 0,
          longPollTimeoutMs: 25_000,
          reconnect: { enabled: false, random: () => 0 },
        },
      },
      {
        onOpen: () => resolve(monotonicUs() + 50_000),
        onEvent: (event) => heard.push(event),
        onGap: () => {},
        onAttempt: () => {},
        onDown: () => {},
        onGiveUp: () => {},
        onRequest: () => {},
      },
    );
  });
  server.send({ type: 'start', startAtUs });
  const endAtUs = startAtUs + plan.durationUs;
  await expect.poll(() => monotonicUs() > endAtUs + 200_000, { timeout: 5_000 }).toBe(true);
  browser.close();
  await server.close();
  return heard.map(({ source, seq, intendedAtUs }) => `${source} ${seq} ${intendedAtUs - startAtUs}`);
}

const transports = await loadTransports();

test('two servers with one seed publish the same events at the same intended offsets; another seed does not', async () => {
  const first = await hear('the same');
  expect(first.length).toBeGreaterThan(5);
  expect(await hear('the same')).toEqual(first);
  expect(await hear('another')).not.toEqual(first);
});

test('a process that cannot do its work says why, and is ended', async () => {
  const server = new LabProcess<ServerCommand, ServerAnswer>(
    { file: new URL('./server-process.ts', import.meta.url) },
    'server',
    'server',
  );
  server.send({ type: 'open', plan: { ...plan, scenario: 'no-such' }, place: { index: 0, of: 1 } });
  await expect(server.answer('ready')).rejects.toThrow(/live-feed.*no-such/);
  await server.close();
  await expect(server.answer('ready')).rejects.toThrow(/its end/);
});
