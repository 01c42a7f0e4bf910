import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../harness/results/store.ts';
import { runSummaryShape } from '../run-entry.ts';

/** What was read of a run.json of this time and size; of another one it says nothing. */
const knownRun = z.object({
  mtimeMs: z.number(),
  sizeBytes: z.number(),
  startedAt: z.string(),
  summary: runSummaryShape,
});

const shape = z.object({
  index: z.literal('realtime-transport-lab/run-index/1'),
  runs: z.record(z.string(), knownRun),
});

export type KnownRun = z.infer<typeof knownRun>;

const pathOf = (root: string): string => join(root, '.index.json');

/** What earlier servers read; nothing where it cannot be read, and everything is then read again. */
export async function readIndex(root: string): Promise<Map<string, KnownRun>> {
  try {
    const { runs } = shape.parse(JSON.parse(await readFile(pathOf(root), 'utf8')));
    return new Map(Object.entries(runs));
  } catch {
    return new Map();
  }
}

/** It only saves time: a folder that cannot be written to is listed all the same. */
export async function writeIndex(root: string, runs: ReadonlyMap<string, KnownRun>): Promise<void> {
  const content = { index: 'realtime-transport-lab/run-index/1', runs: Object.fromEntries(runs) };
  await replaceFile(pathOf(root), JSON.stringify(content)).catch(() => {});
}
