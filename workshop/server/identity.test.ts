import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import { keptIdentity } from './identity.ts';

const parent = await mkdtemp(join(tmpdir(), 'workshop-identity-'));
afterAll(() => rm(parent, { recursive: true }));

const folderOf = (name: string): URL => pathToFileURL(`${join(parent, name)}/`);

test('who asks at once gets one identity, which is the one that is kept', async () => {
  const folder = folderOf('at-once');
  const [first, second] = await Promise.all([keptIdentity(folder), keptIdentity(folder)]);
  expect(second).toEqual(first);
  expect(await keptIdentity(folder)).toEqual(first);
  expect(await readFile(new URL('key.pem', folder), 'utf8')).toBe(first.key);
  expect((await stat(new URL('key.pem', folder))).mode & 0o777).toBe(0o600);
});

test('a key that is not the certificate’s is not used: both are made anew', async () => {
  const folder = folderOf('mixed');
  await keptIdentity(folder);
  await writeFile(new URL('key.pem', folder), (await makeTlsIdentity()).key);
  const { key, cert } = await keptIdentity(folder);
  expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(await keptIdentity(folder)).toEqual({ key, cert });
});
