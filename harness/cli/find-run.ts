import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../lab/errors.ts';
import type { Run } from '../results/schema.ts';
import { readRun } from '../results/store.ts';

/** What to say where there is none. */
interface Missing {
  readonly code: string;
  readonly expected: string;
  readonly remedy?: string;
}

/**
 * Reads a run that is named by its id, its folder or its run.json. Rejects with a UsageError that says where it was
 * sought, or as `readRun` does.
 *
 * @param folder where ids are looked for
 */
export async function readNamedRun(
  name: string,
  folder: string,
  { code, ...missing }: Missing,
): Promise<Run> {
  const places = name.endsWith('.json') ? [name] : [join(name, 'run.json'), join(folder, name, 'run.json')];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return readRun(found);
  throw new UsageError(code, {
    ...missing,
    got: `${JSON.stringify(name)}, and there is no ${places.join(' and no ')}`,
  });
}
