import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { descendantsOf } from '../cli/test-command.ts';
import { loadDefects } from './defect.ts';
import { SelfTestLab } from './selftest-lab.ts';
import { readSelfTest, storeSelfTest } from './verdict-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'verdict-'));
afterAll(() => rm(folder, { recursive: true }));

const defects = await loadDefects();
const lab = () => new SelfTestLab({ signal: new AbortController().signal, onTrial: () => {} });

test.each(['duplicated', 'other-protocol'])('%s: planted in a real run it is caught', async (id) => {
  const finding = await defects.find((defect) => defect.id === id)?.hunt(lab());
  expect(finding).toMatchObject({ caught: true });
});

test('a self-test that is aborted rejects and leaves no process', async () => {
  const controller = new AbortController();
  const before = await descendantsOf(process.pid);
  const stopped = new SelfTestLab({
    signal: controller.signal,
    onTrial: ({ phase }) => phase === 'connect' && controller.abort(new Error('enough')),
  });
  await expect(stopped.runOne({ id: 'plain' })).rejects.toThrow('enough');
  expect(await descendantsOf(process.pid)).toEqual(before);
});

test('a stored verdict keeps the parts that were run before, unless another machine ran them', async () => {
  const file = join(folder, 'selftest.json');
  expect(await readSelfTest(file)).toBeUndefined();
  const finishedAt = '2026-11-22T10:00:00.000Z';
  const aa = {
    finishedAt,
    trials: 80,
    pairs: 200,
    falseAlarms: 0,
    found: 1,
    plantedShare: 0.1,
    holds: true,
  };
  const residence = { finishedAt, clockErrorUs: 3, cases: [] };
  await storeSelfTest({ aa }, file);
  const { selfTest } = await storeSelfTest({ residence }, file);
  expect(selfTest).toMatchObject({ aa, residence });

  const elsewhere = { ...selfTest, environment: { ...selfTest.environment, cores: 64 } };
  await writeFile(file, JSON.stringify(elsewhere));
  expect((await storeSelfTest({ residence }, file)).selfTest).not.toHaveProperty('aa');
});

test('a stored verdict of another shape is none', async () => {
  const file = join(folder, 'old.json');
  await writeFile(file, '{"caught":12}');
  expect(await readSelfTest(file)).toBeUndefined();
});
