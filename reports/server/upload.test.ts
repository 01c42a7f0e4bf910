import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { FATAL_WARNING, fixtureRun } from '../fixture-run.ts';
import type { RunEntry } from '../run-entry.ts';
import { ask } from './test-request.ts';
import { useReportServers } from './test-server.ts';

const { serve } = useReportServers();
const RUN = fixtureRun({ trials: 1 });
/** Tests share two cores. */
const SOON = { timeout: 10_000 };
const MEGABYTE = 1024 * 1024;

interface Fault {
  readonly error: { readonly code: string; readonly expected: string; readonly got: string };
}

const upload = (url: string, run: unknown) =>
  ask(`${url}api/runs`, { method: 'POST', body: typeof run === 'string' ? run : JSON.stringify(run) });
const changed = (change: (run: Run) => void): Run => {
  const run = structuredClone(RUN);
  change(run);
  return run;
};

test('a run.json of another machine is stored as it came, under its own id', async () => {
  const { url, runs } = await serve();
  const answer = await upload(url, RUN);
  expect(answer.status).toBe(201);
  expect(answer.body as RunEntry).toMatchObject({ id: RUN.id, damaged: null, summary: { valid: true } });
  expect((await readdir(runs)).filter((name) => !name.startsWith('.'))).toEqual([RUN.id]);
  expect(JSON.parse(await readFile(join(runs, RUN.id, 'run.json'), 'utf8'))).toEqual(RUN);
  expect((await ask(`${url}api/runs/${RUN.id}/report`)).status).toBe(200);
});

test('an upload never takes the place of a run, damaged ones included', async () => {
  const { url, runs, add } = await serve();
  await add('my own', RUN.id);
  const { status, body } = await upload(url, RUN);
  expect(status).toBe(409);
  expect((body as Fault).error).toMatchObject({ code: 'run-exists', got: expect.stringContaining(RUN.id) });
  expect(await readFile(join(runs, RUN.id, 'run.json'), 'utf8')).toBe('my own');
});

describe('what is no run of this lab is refused with the field at fault, and leaves nothing', () => {
  const bomb = deflateSync(Buffer.alloc(64 * MEGABYTE));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0x1c849314, 0);
  head.writeUInt32BE(bomb.length, 4);
  const histogram = (text: string) =>
    changed((run) => {
      const latency = run.cases[0]?.trials[0]?.latencyUs.endToEnd;
      if (latency) latency.histogram = text;
    });
  test.each<[what: string, content: unknown, status: number, got: RegExp]>([
    ['nothing', '', 422, /JSON/],
    ['no JSON', '<html>', 422, /JSON/],
    ['cut off', JSON.stringify(RUN).slice(0, -10), 422, /JSON/],
    ['another JSON', '[1,2]', 422, /expected object/],
    ['another schema', { ...RUN, schema: 'other/1' }, 422, /fault in schema/],
    [
      'a field of another type',
      changed((run) => Object.assign(run.cases[2] ?? {}, { subscribers: 'x' })),
      422,
      /cases\.2\.subscribers/,
    ],
    [
      'a number below zero',
      changed((run) => Object.assign(run.environment, { cores: -1 })),
      422,
      /environment\.cores/,
    ],
    [
      'a colour that is none',
      changed((run) => Object.assign(run.transports.sse?.colour ?? {}, { dark: 'url(//x)' })),
      422,
      /transports\.sse\.colour\.dark/,
    ],
    ['an id that leads away', { ...RUN, id: '../../etc' }, 400, /\.\.\/\.\.\/etc/],
    ['an id of the server’s own', { ...RUN, id: '.index.json' }, 400, /\.index\.json/],
    ['an id with NUL', { ...RUN, id: 'a\0b' }, 400, /a\\u0000b/],
    ['a long id', { ...RUN, id: 'x'.repeat(129) }, 400, /xxx/],
    [
      'a histogram that is none',
      histogram('AAAA'),
      422,
      /cases\.0\.trials\.0\.latencyUs\.endToEnd\.histogram/,
    ],
    [
      'a histogram that bursts',
      histogram(Buffer.concat([head, bomb]).toString('base64')),
      422,
      /endToEnd\.histogram/,
    ],
  ])('%s', async (_, content, status, got) => {
    const { url, runs } = await serve();
    const answer = await upload(url, content);
    expect(answer.status).toBe(status);
    const { error } = answer.body as Fault;
    expect(error.got).toMatch(got);
    expect(answer.text).not.toContain(runs);
    expect(await readdir(runs)).toEqual([]);
    // The next one is welcome.
    expect((await upload(url, { ...RUN, id: 'next' })).status).toBe(201);
  });
});

describe('the size of an upload is limited', () => {
  test('where it is announced, before a byte is read', async () => {
    const { url, runs } = await serve({ uploadLimitBytes: MEGABYTE });
    const answer = await upload(url, 'x'.repeat(MEGABYTE + 1));
    expect([answer.status, (answer.body as Fault).error.code]).toEqual([413, 'upload-too-large']);
    expect(await readdir(runs)).toEqual([]);
  });

  test('where it is not announced, when it is passed', async () => {
    const { url, runs } = await serve({ uploadLimitBytes: MEGABYTE });
    const answer = await ask(`${url}api/runs`, {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
      body: Buffer.alloc(3 * MEGABYTE, 'x'),
    });
    expect([answer.status, (answer.body as Fault).error.code]).toEqual([413, 'upload-too-large']);
    expect(await readdir(runs)).toEqual([]);
  });

  test('and nothing is unpacked', async () => {
    const { url } = await serve();
    const answer = await ask(`${url}api/runs`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify(RUN)),
    });
    expect(answer.status).toBe(415);
  });
});

test('who goes away in the middle of an upload leaves nothing behind, and the server goes on', async () => {
  const { url, runs } = await serve();
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /api/runs HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"schema"`,
  );
  await expect.poll(() => readdir(runs).then((names) => names.length), SOON).toBe(1);
  socket.destroy();
  await expect.poll(() => readdir(runs), SOON).toEqual([]);
  expect((await upload(url, RUN)).status).toBe(201);
});

test('a fatal warning in an uploaded run is told in the list', async () => {
  const { url } = await serve();
  const answer = await upload(
    url,
    changed((run) => run.warnings.push(FATAL_WARNING)),
  );
  expect(answer.body).toMatchObject({ summary: { valid: false } });
});
