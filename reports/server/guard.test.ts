import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixtureRun } from '../fixture-run.ts';
import { type Asked, ask } from './test-request.ts';
import { useReportServers } from './test-server.ts';

const { serve } = useReportServers();
const RUN = fixtureRun({ trials: 1 });
/** As the server understands an id, where it can. */
const decodeOr = (id: string): string => {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
};
/** Its runs, without what the server keeps beside them. */
const storedIn = async (runs: string): Promise<string[]> =>
  (await readdir(runs)).filter((name) => !name.startsWith('.'));
const portOf = (url: string): string => new URL(url).port;

test('nothing but loopback is listened on', async () => {
  const { url } = await serve();
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const outside = [...addresses.map(({ address }) => address), '127.0.0.2', '::1'].filter(
    (address) => address !== '127.0.0.1',
  );
  for (const host of outside) {
    const reached = await new Promise((resolve) => {
      const socket = connect({ host, port: Number(portOf(url)) }, () => resolve(true));
      socket.on('error', () => resolve(false)).setTimeout(500, () => resolve(false));
    });
    expect(reached, host).toBe(false);
  }
});

describe('the name of the server', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('%s with its port is its own', async (name) => {
    const { url } = await serve();
    expect((await ask(url, { headers: { host: `${name}:${portOf(url)}` } })).status).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost:PORT.evil.example',
    '127.0.0.1.evil.example:PORT',
    'x@127.0.0.1:PORT',
  ])('%s is refused, of pages, data and writes', async (host) => {
    const { url, add, runs } = await serve();
    await add(RUN, 'run');
    const headers = { host: host.replace('PORT', portOf(url)) };
    for (const [path, method] of [
      ['', 'GET'],
      ['assets/page.js', 'GET'],
      ['api/runs', 'GET'],
      ['api/runs/run/report', 'GET'],
      ['sse?channel=live', 'GET'],
      ['api/runs/run', 'DELETE'],
    ] as const) {
      const { status, text } = await ask(url + path, { method, headers });
      expect(status, path).toBe(421);
      expect(text).not.toContain('EPYC');
    }
    expect(await readdir(runs)).toContain('run');
  });
});

describe('a page of another place', () => {
  const foreign: [what: string, headers: Record<string, string>][] = [
    ['of another host', { origin: 'https://evil.example' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['of another of the names of this server', { origin: 'http://localhost:PORT' }],
    ['of a sandboxed frame or a file', { origin: 'null' }],
    ['that says no origin, but that it is cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['of the same site', { 'sec-fetch-site': 'same-site' }],
  ];
  test.each(foreign)('%s can neither write nor read data', async (_, given) => {
    const { url, add, runs } = await serve();
    await add(RUN, 'run');
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace('PORT', portOf(url))]),
    );
    const writes: [path: string, asked: Asked][] = [
      ['api/runs/run', { method: 'DELETE', headers }],
      ['api/runs/run', { method: 'PATCH', headers, body: '{"name":"x"}' }],
      ['api/runs', { method: 'POST', headers, body: JSON.stringify({ ...RUN, id: 'theirs' }) }],
      ['api/runs', { headers }],
      ['API/runs', { headers }],
      ['assets/page.js', { headers }],
      ['api/runs/run/report', { headers }],
    ];
    for (const [path, asked] of writes) {
      const { status, headers: answered } = await ask(url + path, asked);
      expect(status, `${asked.method} ${path}`).toBe(403);
      expect(answered['access-control-allow-origin']).toBeUndefined();
    }
    expect(await storedIn(runs)).toEqual(['run']);
    expect(await readdir(join(runs, 'run'))).toEqual(['run.json']);
  });

  test('may link to a page, and may ask beforehand for nothing', async () => {
    const { url } = await serve();
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask(`${url}compare?run=a`, { headers: link })).status).toBe(200);
    const preflight = await ask(`${url}api/runs/run`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' },
    });
    expect(preflight.status).toBe(403);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'cannot write by what a form sends: %s',
    async (type) => {
      const { url, add, runs } = await serve();
      await add(RUN, 'run');
      const body = JSON.stringify({ ...RUN, id: 'theirs', name: 'x' });
      for (const [path, method] of [
        ['api/runs', 'POST'],
        ['api/runs/run', 'PATCH'],
      ] as const) {
        const answer = await ask(url + path, { method, headers: { 'content-type': type }, body });
        expect(answer.status).toBe(415);
      }
      expect(await storedIn(runs)).toEqual(['run']);
    },
  );
});

test('every answer forbids inline script and style, sniffing, frames, referrers and use by others', async () => {
  const { url } = await serve();
  for (const path of [
    '',
    'compare?run=x',
    'runs/x',
    'assets/page.js',
    'assets/page.css',
    'api/runs',
    'nothing',
  ]) {
    const { headers } = await ask(url + path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('no id leads out of the folder of runs, however it is written', async () => {
  const around = await mkdtemp(join(tmpdir(), 'report-around-'));
  try {
    const runs = join(around, 'runs');
    await mkdir(join(around, 'secret'), { recursive: true });
    await mkdir(runs);
    await writeFile(join(around, 'run.json'), JSON.stringify(RUN));
    await writeFile(join(around, 'secret', 'run.json'), JSON.stringify(RUN));
    const { url, add } = await serve({ runs });
    await add(RUN, 'run');
    const written = [
      '..',
      '%2e%2e',
      '.%2e',
      '..%2fsecret',
      '..%2Fsecret',
      '%2e%2e%2fsecret',
      '..%5csecret',
      'run%2f..%2f..%2fsecret',
      'run%2f..',
      `${encodeURIComponent(join(around, 'secret'))}`,
      'run%00',
      '%00',
      '.index.json',
      '%252e%252e%252fsecret',
      '%zz',
      '%ff%fe',
      'x'.repeat(5_000),
      '%20',
      '\u202e'.replace(/./u, encodeURIComponent),
    ];
    for (const id of written) {
      for (const [suffix, method] of [
        ['/report', 'GET'],
        ['', 'DELETE'],
        ['', 'PATCH'],
      ] as const) {
        const body = method === 'PATCH' ? '{"name":"x"}' : undefined;
        const { status, text } = await ask(`${url}api/runs/${id}${suffix}`, {
          method,
          ...(body && { body }),
        });
        expect(status, `${method} ${id}`).toBeGreaterThanOrEqual(400);
        expect(status, `${method} ${id}`).toBeLessThan(500);
        expect(text).not.toMatch(/\n\s+at |node_modules/);
        // What was asked for may be repeated; where it would have led may not.
        expect(text.replaceAll(decodeOr(id), '')).not.toContain(around);
      }
    }
    expect((await readdir(around)).sort()).toEqual(['run.json', 'runs', 'secret']);
    expect(await readdir(join(around, 'secret'))).toEqual(['run.json']);
    expect((await ask(`${url}api/runs/run/report`)).status).toBe(200);
  } finally {
    await rm(around, { recursive: true });
  }
});
