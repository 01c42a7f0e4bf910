import { accessSync, constants } from 'node:fs';
import { describe } from 'vitest';

/**
 * Like vitest's `describe`, for tests that need a program which npm cannot bring. Where it is
 * missing they are skipped and the suite's title says why; under `CI=true`, where `.ci/run` has
 * installed everything, the same absence is a failure instead, so that nothing is skipped unseen.
 *
 * @param program what to call it and how to get it, such as `Chromium (apt-get install chromium)`
 * @param path    the executable that must be there
 */
export function describeWith(program: string, path: string, title: string, tests: () => void): void {
  if (isExecutable(path) || process.env.CI === 'true') describe(title, tests);
  else describe.skip(`${title} (skipped: needs ${program} at ${path})`, tests);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
