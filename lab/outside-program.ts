import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineErrorCodes, LabError } from './errors.ts';

const codes = defineErrorCodes({
  'program-missing': 'A test needs a program or a right that this machine does not have',
});

/** What of a test's context is needed here: skipping ends the test at once. */
export interface SkippableTest {
  skip(note: string): never;
}

/**
 * The path of a program that a test starts. Where there is none the test is skipped and says why;
 * in CI, which installs all of them, it fails instead, because a skip there hides a broken set-up.
 */
export function needProgram(test: SkippableTest, name: string, environment = process.env): string {
  const path = findProgram(name, environment.PATH ?? '');
  need(test, `the program ${name}`, path !== undefined, 'Let .ci/run install it.', environment);
  return path as string;
}

/** The same of anything else that the system may not have, such as a right. */
export function need(
  test: SkippableTest,
  what: string,
  isThere: boolean,
  remedy: string,
  environment = process.env,
): void {
  if (isThere) return;
  if (environment.CI !== 'true') {
    // Who works on one part need not install what another needs; .ci/run sets CI, and there it fails instead.
    // The reporter counts skipped tests without their reason.
    console.warn(`Skipped: needs ${what}.`);
    test.skip(`needs ${what}`);
  }
  throw new LabError(codes['program-missing'], { expected: `${what} on this machine`, got: 'none', remedy });
}

/** The path of a program; undefined where the PATH has none. */
export const findProgram = (name: string, path: string): string | undefined =>
  path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
