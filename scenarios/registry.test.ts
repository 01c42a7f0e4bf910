import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { findScenario, loadScenarios, readScenarioParameters } from './registry.ts';

const liveFeedUrl = new URL('live-feed.ts', import.meta.url).href;
const copy = `export { default } from '${liveFeedUrl}';`;
const changed = (change: string): string =>
  `import part from '${liveFeedUrl}'; export default { ...part, ${change} };`;

/** Loads a folder with these files in it; the folder is gone afterwards. */
async function loadFrom(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await loadScenarios(pathToFileURL(`${folder}/`));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('the room has the five scenarios', async () => {
  const ids = [...(await loadScenarios()).keys()];
  expect(ids).toEqual(
    expect.arrayContaining(['live-feed', 'music-room', 'notifications', 'job-progress', 'log-tail']),
  );
});

test('a file with a scenario is found without being listed anywhere', async () => {
  const scenarios = await loadFrom({ 'live-feed.ts': copy, 'module.ts': 'export const nothing = 1;' });
  expect([...scenarios.keys()]).toEqual(['live-feed']);
});

test('an unknown scenario is refused with the ids there are', async () => {
  await expect(findScenario('life-feed')).rejects.toMatchObject({ code: 'scenario-unknown' });
  await expect(findScenario('life-feed')).rejects.toThrow(/music-room.*but got life-feed/);
});

test.for([
  ['no title in Korean', changed("title: { en: 'Feed' }"), 'title.ko'],
  ['no audience', changed('audience: 3'), 'audience: a function'],
  ['no schema', changed('parameters: {}'), 'parameters: a zod object'],
  ['nothing at all', 'export default undefined;', 'it: '],
] as const)('a scenario with %s is refused by file and field', async ([, text, field]) => {
  const loading = loadFrom({ 'live-feed.ts': text });
  await expect(loading).rejects.toMatchObject({ code: 'part-malformed' });
  await expect(loading).rejects.toThrow(/live-feed\.ts/);
  await expect(loading).rejects.toThrow(field);
});

test.for([
  ['no default', "clients: z.number().describe('d')", 'parameters.clients'],
  [
    'a text as default',
    "clients: z.number().default(1).describe('d'), name: z.string().default('x')",
    'parameters.name',
  ],
  ['no description', 'clients: z.number().default(1)', 'parameters.clients without a description'],
  ['no clients', "rate: z.number().default(1).describe('d')", 'parameters.clients'],
] as const)('a parameter with %s is refused', async ([, fields, said]) => {
  const zodUrl = import.meta.resolve('zod');
  const text = `import { z } from '${zodUrl}'; ${changed(`parameters: z.strictObject({ ${fields} })`)}`;
  await expect(loadFrom({ 'live-feed.ts': text })).rejects.toThrow(said);
});

test('an id that is not the name of its file is refused with both', async () => {
  await expect(loadFrom({ 'live-fed.ts': copy })).rejects.toThrow(/live-fed\.ts.*live-feed/);
});

test('two scenarios with one id are refused', async () => {
  const loading = loadFrom({ 'live-feed.ts': copy, 'live-feed/index.ts': copy });
  await expect(loading).rejects.toMatchObject({ code: 'part-duplicate' });
});

test('parameters are the defaults with what was chosen over them', async () => {
  const scenario = await findScenario('live-feed');
  expect(readScenarioParameters(scenario, {})).toEqual({ clients: 200, rate: 10, payloadBytes: 200 });
  expect(readScenarioParameters(scenario, { clients: 3 })).toMatchObject({ clients: 3, rate: 10 });
});

test.for([
  [{ clients: 0 }, /clients of live-feed to be at least 1, but got 0\..*payloadBytes/],
  [{ clients: 1.5 }, /a whole number, but got 1\.5/],
  [{ rate: 0 }, /rate of live-feed to be above 0, but got 0/],
  [{ rate: Number.NaN }, /rate of live-feed to be a number, but got NaN/],
  [{ rate: 1e9 }, /at most 1000000/],
  [
    { rooms: 4 },
    /parameters that live-feed has, but got rooms = 4\. It has clients \(200 unless told\), rate/,
  ],
] as const)('the parameters %j are refused with what is allowed', async ([overrides, said]) => {
  const scenario = await findScenario('live-feed');
  expect(() => readScenarioParameters(scenario, overrides)).toThrow(said);
});
