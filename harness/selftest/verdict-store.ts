import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeEnvironment } from '../environment.ts';
import { isOfSameLab } from '../results/same-lab.ts';
import { type SelfTest, selfTestSchema } from '../results/selftest-schema.ts';
import { replaceFile } from '../results/store.ts';

const FILE = fileURLToPath(new URL('../../reports/selftest.json', import.meta.url));

/** The last self-test of this working copy; undefined where there is none that this version can read. */
export async function readSelfTest(file = FILE): Promise<SelfTest | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  try {
    return selfTestSchema.parse(JSON.parse(text));
  } catch {
    // Of another version of the lab: its verdict would not be of this one anyway.
    return;
  }
}

/** Puts in what was just found. What another machine or version found before is dropped. */
export async function storeSelfTest(
  part: Omit<SelfTest, 'environment'>,
  file = FILE,
): Promise<{ selfTest: SelfTest; file: string }> {
  const { lab, node, os, cpu, cores, memoryBytes } = await describeEnvironment();
  const environment = { lab, node, os, cpu, cores, memoryBytes };
  const before = await readSelfTest(file);
  const kept = before && isOfSameLab(before.environment, environment) ? before : undefined;
  const selfTest = { ...kept, ...part, environment };
  await replaceFile(file, `${JSON.stringify(selfTest, null, 2)}\n`);
  return { selfTest, file };
}
