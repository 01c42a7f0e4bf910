import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { discoverParts, type Part } from './parts.ts';

const part = (id: string): string => `export default { id: '${id}' };`;

async function discoverIn(files: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parts-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const read = (candidate: unknown): Part => {
      if (candidate === null) throw new Error('null, which is no part');
      return candidate as Part;
    };
    return [...(await discoverParts(pathToFileURL(`${folder}/`), read)).keys()];
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a part is a file, or a folder with an index, and they come in order of their names', async () => {
  const files = { 'c.ts': part('c'), 'a/index.ts': part('a'), 'b.ts': part('b') };
  expect(await discoverIn(files)).toEqual(['a', 'b', 'c']);
});

test('tests, other files, folders without an index and modules without a default export are no parts', async () => {
  const files = {
    'a.ts': part('a'),
    'a.test.ts': part('a'),
    'README.md': 'about',
    'inner/module.ts': part('inner'),
    'module.ts': 'export const id = "module";',
  };
  expect(await discoverIn(files)).toEqual(['a']);
});

test('a malformed part ends the start with its file and what is wrong with it', async () => {
  const discovering = discoverIn({ 'a/index.ts': 'export default null;' });
  await expect(discovering).rejects.toMatchObject({ code: 'part-malformed' });
  await expect(discovering).rejects.toThrow(/a\/index\.ts.*null, which is no part/);
});

test('an id that differs from the name of the file is refused', async () => {
  await expect(discoverIn({ 'a.ts': part('b') })).rejects.toThrow(/part in a\.ts to have the id a.*the id b/);
});

test('a second part with the same id is refused, wherever it stands', async () => {
  const discovering = discoverIn({ 'a.ts': part('a'), 'a/index.ts': part('a') });
  await expect(discovering).rejects.toMatchObject({ code: 'part-duplicate' });
});
