import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

test('a reader that is closed while it reads keeps nothing alive', async () => {
  const source = JSON.stringify(new URL('./run-reader.ts', import.meta.url).href);
  const script = `
    const { RunReader } = await import(${source});
    const reader = new RunReader();
    for (let n = 0; n < 9; n += 1) reader.summary('no-such-run.json').catch(() => {});
    await reader.close();
    process.stdout.write('closed');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  try {
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(15_000) });
    expect([code, said.join('')]).toEqual([0, 'closed']);
  } finally {
    child.kill('SIGKILL');
  }
});
