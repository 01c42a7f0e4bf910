import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../harness/results/store.ts';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'run-name-malformed': 'A name for a run is too long, or has characters that do not show',
});

const LONGEST = 120;
/** Control characters, line separators, and those that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const pathOf = (folder: string): string => join(folder, 'name.txt');

/** What somebody called the run in this folder; null where nobody did. */
export async function readName(folder: string): Promise<string | null> {
  try {
    const file = await lstat(pathOf(folder));
    if (!file.isFile() || file.size > 4 * LONGEST) return null;
    const name = (await readFile(pathOf(folder), 'utf8')).trim();
    return name === '' || UNSEEN.test(name) ? null : name;
  } catch {
    return null;
  }
}

/** Gives it another name; an empty one takes the name away. The folder keeps its own. */
export async function writeName(folder: string, name: string): Promise<void> {
  if (name === '') await rm(pathOf(folder), { force: true });
  else await replaceFile(pathOf(folder), `${name}\n`);
}

/** Checks what came as a new name. Throws a LabError. */
export function checkName(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : undefined;
  if (name !== undefined && [...name].length <= LONGEST && !UNSEEN.test(name)) return name;
  throw new LabError(codes['run-name-malformed'], {
    expected: `a name of at most ${LONGEST} characters that can be seen, in one line`,
    got: name === undefined ? JSON.stringify(value ?? null).slice(0, 80) : `${[...name].length} characters`,
    remedy: 'Choose a shorter or plainer name.',
  });
}
