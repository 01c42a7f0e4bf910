import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type TestContext, test } from 'vitest';
import { LabError } from '../errors.ts';
import { needProgram } from '../outside-program.ts';
import { type OutsideProgram, startOutsideServer } from './outside-server.ts';
import { childrenOf, isAlive } from './process-figures.ts';

const ADDRESS = '127.0.0.1';

/** nginx in a folder that the test can look for afterwards. */
function nginx(test: TestContext, inServer: string, port?: number) {
  needProgram(test, 'nginx');
  const folders: string[] = [];
  const program: OutsideProgram = {
    name: 'nginx',
    address: ADDRESS,
    ...(port !== undefined && { port }),
    launch: (place) => {
      folders.push(place.folder);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${join(place.folder, kind)};`,
      );
      const server = `server { listen ${ADDRESS}:${place.port}; ${inServer} }`;
      return {
        files: {
          'nginx.conf': `events {} http { access_log off; ${temporary.join(' ')} ${server} }`,
        },
        words: [
          ...['-p', place.folder, '-c', join(place.folder, 'nginx.conf'), '-e', 'stderr'],
          ...['-g', `daemon off; pid ${join(place.folder, 'pid')};`],
        ],
      };
    },
  };
  return { program, folders };
}

const isGone = async (folder: string): Promise<boolean> =>
  readdir(folder).then(
    () => false,
    () => true,
  );

test('a program listens on a port of its own, and after its close neither process nor folder is left', async (test) => {
  const { program, folders } = nginx(test, 'return 200;');
  const server = await startOutsideServer(program);
  const answer = await fetch(`http://${ADDRESS}:${server.port}/`);
  expect(answer.status).toBe(200);
  const all = [server.pid, ...childrenOf(server.pid)];
  expect(all.length).toBeGreaterThan(1);
  await server.close();
  await expect.poll(() => all.filter(isAlive)).toEqual([]);
  expect(await Promise.all(folders.map(isGone))).toEqual([true]);
});

test('a broken configuration is told in the program’s own words, and leaves nothing', async (test) => {
  const { program, folders } = nginx(test, 'no_such_directive on;');
  const error = await startOutsideServer(program).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LabError);
  expect((error as LabError).message).toContain('unknown directive "no_such_directive"');
  expect(folders).toHaveLength(1);
  expect(await Promise.all(folders.map(isGone))).toEqual([true]);
});

test('a port that another program has is told as such, and its server is not taken for the own one', async (test) => {
  const other = net.createServer();
  other.listen(0, ADDRESS);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { program, folders } = nginx(test, 'return 200;', port);
  const error = await startOutsideServer(program).catch((thrown: unknown) => thrown);
  expect((error as LabError).message).toContain('Address already in use');
  expect(await Promise.all(folders.map(isGone))).toEqual([true]);
  await new Promise((resolve) => other.close(resolve));
});

test('a program that is not there is told so', async () => {
  const launch = () => ({ files: {}, words: [] });
  const started = startOutsideServer({ name: 'no-such-program', address: ADDRESS, launch });
  await expect(started).rejects.toThrow(/no-such-program/);
});

test('who plays with it hears of its end', async (test) => {
  const { program, folders } = nginx(test, 'return 200;');
  const server = await startOutsideServer(program);
  process.kill(server.pid, 'SIGTERM');
  await expect(server.died).rejects.toThrow('its end');
  await server.close();
  expect(await Promise.all(folders.map(isGone))).toEqual([true]);
});

test('it ends when its parent is killed', async (test) => {
  needProgram(test, 'haproxy');
  needProgram(test, 'setpriv');
  // Who is killed cannot tidy up: its folder is to be in one of the test's.
  const folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
  const file = fileURLToPath(new URL('./parent-process.ts', import.meta.url));
  const parent = spawn(process.execPath, [file], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [pid] = (await once(parent, 'message')) as [number];
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  await rm(folder, { recursive: true });
});
