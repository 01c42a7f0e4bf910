import { symlink, utimes, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Live } from '../../harness/results/live-schema.ts';
import { fixtureRun } from '../fixture-run.ts';
import type { LiveNews } from '../live-news.ts';
import { ask } from './test-request.ts';
import { useReportServers } from './test-server.ts';

const { serve } = useReportServers();
/** Tests share two cores. */
const SOON = { timeout: 10_000 };
const RUN = fixtureRun({ trials: 1 });
const LIVE: Live = {
  schema: 'realtime-transport-lab/live/1',
  pid: process.pid,
  writtenAt: '2026-11-21T09:12:44.000Z',
  startedAt: '2026-11-21T09:12:44.000Z',
  command: 'npm run bench',
  scenario: { en: 'Live feed', ko: '라이브 피드' },
  fault: null,
  transport: { title: { en: 'SSE', ko: 'SSE' }, colour: { light: '#0072b2', dark: '#56b4e9' } },
  http: '2',
  number: 1,
  of: 3,
  probe: null,
  phase: 'measure',
  played: 0.5,
  deliveries: 100,
  latencyUs: { p50: 3_000, p99: 9_000 },
  tcpOpen: 50,
};

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** Follows the server's SSE as it comes over the wire. */
async function listen(url: string): Promise<{ heard: { kind: string; data: unknown }[] }> {
  const heard: { kind: string; data: unknown }[] = [];
  await new Promise<void>((resolve) => {
    const asking = get(`${url}sse?channel=live`, (answer) => {
      expect(answer.headers['content-type']).toBe('text/event-stream');
      resolve();
      answer.on('data', (chunk: Buffer) => {
        for (const [, json = ''] of chunk.toString().matchAll(/^data: (.*)$/gm)) heard.push(JSON.parse(json));
      });
      answer.on('error', () => {});
    });
    closings.push(() => asking.destroy());
  });
  return { heard };
}

const idsIn = (heard: readonly { kind: string; data: unknown }[]): string[][] =>
  heard
    .filter(({ kind }) => kind === 'message')
    .map(({ data }) => (data as LiveNews).live.map(({ id }) => id));

test('a bench that writes is told of while it does, and its end with the list', async () => {
  const { url, add, runs } = await serve();
  await add(RUN, 'run');
  const path = join(runs, 'run', 'live.json');
  await writeFile(path, JSON.stringify(LIVE));
  const { heard } = await listen(url);
  await expect
    .poll(() => heard.at(-1), SOON)
    .toMatchObject({
      kind: 'message',
      data: { live: [{ id: 'run', phase: 'measure', latencyUs: { p50: 3_000 } }] },
    });
  await writeFile(path, JSON.stringify({ ...LIVE, phase: 'drain' }));
  await expect.poll(() => heard.at(-1), SOON).toMatchObject({ data: { live: [{ phase: 'drain' }] } });
  await add({ ...RUN, command: 'longer than before' }, 'run');
  await writeFile(path, 'gone');
  await expect.poll(() => idsIn(heard).at(-1), SOON).toEqual([]);
  await expect.poll(() => heard.some(({ kind }) => kind === 'runs'), SOON).toBe(true);
});

test('what no bench writes any more, or is none, is no bench under way', async () => {
  const { url, add, runs } = await serve();
  const gone = 2 ** 22 + 1;
  const contents: Record<string, string> = {
    'dead-writer': JSON.stringify({ ...LIVE, pid: gone }),
    'no-json': '{',
    'other-shape': JSON.stringify({ ...LIVE, transport: { ...LIVE.transport, colour: 'red' } }),
    'too-large': JSON.stringify({ ...LIVE, command: 'x'.repeat(100_000) }),
    stale: JSON.stringify(LIVE),
    good: JSON.stringify(LIVE),
  };
  for (const [id, content] of Object.entries(contents)) {
    await add(RUN, id);
    await writeFile(join(runs, id, 'live.json'), content);
  }
  await utimes(join(runs, 'stale', 'live.json'), new Date(), new Date(Date.now() - 11_000));
  await add(RUN, 'linked');
  await symlink(join(runs, 'good', 'live.json'), join(runs, 'linked', 'live.json'));
  const { heard } = await listen(url);
  await expect.poll(() => idsIn(heard), SOON).toEqual([['good']]);
});

test('a run that is being measured cannot be deleted under the bench', async () => {
  const { url, add, runs } = await serve();
  await add(RUN, 'run');
  await writeFile(join(runs, 'run', 'live.json'), JSON.stringify(LIVE));
  const { status, body } = await ask(`${url}api/runs/run`, { method: 'DELETE' });
  expect([status, (body as { error: { code: string } }).error.code]).toEqual([409, 'run-under-way']);
  await writeFile(join(runs, 'run', 'live.json'), JSON.stringify({ ...LIVE, pid: 2 ** 22 + 1 }));
  expect((await ask(`${url}api/runs/run`, { method: 'DELETE' })).status).toBe(204);
});

test('a run that is added, renamed or deleted is told to all who listen', async () => {
  const { url } = await serve();
  const { heard } = await listen(url);
  const changes = (): number => heard.filter(({ kind }) => kind === 'runs').length;
  await ask(`${url}api/runs`, { method: 'POST', body: JSON.stringify(RUN) });
  await expect.poll(changes, SOON).toBeGreaterThanOrEqual(1);
  const before = changes();
  await ask(`${url}api/runs/${RUN.id}`, { method: 'PATCH', body: '{"name":"x"}' });
  await expect.poll(changes, SOON).toBeGreaterThan(before);
});
