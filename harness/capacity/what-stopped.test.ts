import { expect, test } from 'vitest';
import type { CapacityProbe, ProbeFigures } from '../results/capacity-schema.ts';
import { isDoubtful, isOfTheClients, type StopScene, whatStopped } from './what-stopped.ts';

const scene: StopScene = {
  plan: { http: '1.1', tabsPerBrowser: 4, pollIntervalMs: 500, durationUs: 4e6 },
  pushes: true,
  memoryBytes: 8e9,
};

const broken = (
  change: Partial<ProbeFigures> = {},
  failure: CapacityProbe['failure'] = null,
): CapacityProbe => ({
  load: 4_000,
  phase: 'confirm',
  kept: false,
  broken: ['p99<250ms'],
  tookUs: 9e6,
  failure,
  figures:
    failure === null
      ? ({
          starved: 0,
          slowConsumers: 0,
          serverCpuShare: 0.3,
          generatorCpuShare: 0.2,
          serverRssBytes: 1e8,
          events: 40,
          ...change,
        } as ProbeFigures)
      : null,
});

const by = (probes: readonly CapacityProbe[], change: Partial<StopScene> = {}): string | undefined =>
  whatStopped(probes, { ...scene, ...change })?.by;

test('the busier of server and clients is where the queue was', () => {
  expect(by([broken({ serverCpuShare: 0.95, generatorCpuShare: 0.6 })])).toBe('server-cpu');
  expect(by([broken({ serverCpuShare: 0.6, generatorCpuShare: 0.8 })])).toBe('generator');
});

test('clients that had given out are named even where the server was busier still', () => {
  expect(by([broken({ serverCpuShare: 0.99, generatorCpuShare: 0.93 })])).toBe('generator');
});

test('one probe with clients at their end is enough not to blame the server', () => {
  const server = broken({ serverCpuShare: 0.9, generatorCpuShare: 0.5 });
  const clients = broken({ serverCpuShare: 0.9, generatorCpuShare: 0.95 });
  expect(by([server, server, clients])).toBe('generator');
  expect(whatStopped([clients], scene)?.seen.en).toMatch(
    /server computed 90 ms \(90 % of its core\), the clients 95 ms \(95 % of theirs\)/,
  );
});

test('a limit of the system is named by its error', () => {
  expect(by([broken({}, { code: 'limit-open-files', message: 'at most 19,800 connections' })])).toBe('files');
  expect(by([broken({}, { code: 'limit-ports', message: 'at most 28,232 connections' })])).toBe('ports');
});

test('a process that died of its heap, or a server that holds most of the memory, is memory', () => {
  expect(
    by([broken({}, { code: 'process-ended', message: 'FATAL ERROR: JavaScript heap out of memory' })]),
  ).toBe('memory');
  expect(by([broken({}, { code: 'process-ended', message: 'its end (exit SIGKILL)' })])).toBe('memory');
  expect(by([broken({}, { code: 'trial-failed', message: 'spawn ENOMEM' })])).toBe('memory');
  expect(by([broken({}, { code: 'trial-failed', message: 'no idea' })])).toBe('unknown');
  expect(by([broken({ serverRssBytes: 7e9 })])).toBe('memory');
});

test('tabs beyond what their browser may open are its connections over HTTP/1.1 and its streams over HTTP/2', () => {
  const starved = [broken({ starved: 12 })];
  expect(by(starved, { plan: { ...scene.plan, tabsPerBrowser: 8 } })).toBe('connections');
  expect(by(starved, { plan: { ...scene.plan, tabsPerBrowser: 120, http: '2' } })).toBe('streams');
  expect(by(starved, { plan: { ...scene.plan, tabsPerBrowser: 120, http: null } })).toBe('server-cpu');
  expect(by(starved)).toBe('server-cpu');
});

test('clients that the server sent away are flow control', () => {
  expect(by([broken({ slowConsumers: 3 })])).toBe('flow-control');
});

test('polling that breaks the objective with nothing to do is stopped by its interval', () => {
  expect(by([broken()], { pushes: false })).toBe('poll-interval');
  expect(by([broken({ serverCpuShare: 0.9 })], { pushes: false })).toBe('server-cpu');
});

test('what nothing explains is not explained', () => {
  expect(by([broken({ serverCpuShare: 0.01, generatorCpuShare: 0.01 })])).toBe('unknown');
  expect(whatStopped([], scene)).toBeUndefined();
});

test('only the clients and their ports leave the server’s own limit open', () => {
  expect((['generator', 'ports', 'server-cpu', 'files', 'memory'] as const).map(isOfTheClients)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('of probes that broke for different reasons the most frequent one is told', () => {
  const [heavy, busy] = [broken({ serverRssBytes: 7e9 }), broken({ serverCpuShare: 0.95 })];
  expect(by([heavy, busy, busy])).toBe('server-cpu');
  expect(by([busy, heavy, heavy])).toBe('memory');
});

test('a probe is doubtful where it broke, nobody starved and neither core was full', () => {
  expect(isDoubtful(broken())).toBe(true);
  expect(isDoubtful({ ...broken(), kept: true })).toBe(false);
  expect(isDoubtful(broken({ starved: 1 }))).toBe(false);
  expect(isDoubtful(broken({ serverCpuShare: 0.9 }))).toBe(false);
  expect(isDoubtful(broken({ generatorCpuShare: 0.9 }))).toBe(false);
  expect(isDoubtful(broken({}, { code: 'limit-ports', message: '' }))).toBe(false);
});
