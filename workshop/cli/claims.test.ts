import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const COMMAND = new URL('./claims.ts', import.meta.url).pathname;
/** It is judged by its source: nothing has to be measured. */
const UNMEASURED = ['--only', '17'];

const folder = await mkdtemp(join(tmpdir(), 'workshop-claims-'));
afterAll(() => rm(folder, { recursive: true }));

async function claims(...words: readonly string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [COMMAND, '--out', folder, ...words]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

test('a file of verdicts that cannot be read is told of before anything is measured, and stays', async () => {
  const file = join(folder, 'claims.json');
  await writeFile(file, '{"schema": 0}');
  const { code, said } = await claims(...UNMEASURED);
  expect(code).toBe(1);
  expect(said).toMatch(/^error: .*\[claims-results-malformed\]/s);
  expect(await readFile(file, 'utf8')).toBe('{"schema": 0}');
  await rm(file);
});

test('what is found is written into the folder that was named', async () => {
  const { code, said } = await claims(...UNMEASURED);
  expect(code, said).toBe(0);
  expect(JSON.parse(await readFile(join(folder, 'claims.json'), 'utf8'))).toMatchObject({
    verdicts: [{ claim: 17 }],
  });
});
