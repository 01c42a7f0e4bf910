import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defineErrorCodes, LabError, messageOf } from '../../lab/errors.ts';
import { type Run, runSchema } from './schema.ts';

const codes = defineErrorCodes({
  'results-unwritable': 'The folder for results cannot be written to',
  'results-malformed': 'A run.json does not have the shape that this version of the lab writes',
});

/**
 * Makes `<out>/<run id>/`. Called before anything is measured, so that an hour's work is not lost
 * to a typing error.
 */
export async function makeRunFolder(out: string, id: string): Promise<string> {
  const folder = join(out, id);
  await makeFolder(folder).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  return folder;
}

/**
 * Makes a folder and those above it, one by one: Node's own recursive mkdir never ends where a folder
 * that exists answers ENOENT for what is made in it, as /proc does.
 */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path);
}

/** Writes run.json and returns its path; a reader sees the old or the new one, never half of it. */
export async function saveRun(folder: string, run: Run): Promise<string> {
  const path = join(folder, 'run.json');
  await replaceFile(path, `${JSON.stringify(run)}\n`);
  return path;
}

/** Writes beside the file, then takes its place: a crash leaves the old one whole. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Reads a run.json and checks it. Rejects with a LabError that names the field at fault. */
export async function readRun(path: string): Promise<Run> {
  const text = await readFile(path, 'utf8');
  const malformed = (got: string): LabError =>
    new LabError(codes['results-malformed'], { expected: `${path} to be a result of this lab`, got });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw malformed(messageOf(error));
  }
  const parsed = runSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(`a fault in ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The run without its histograms, as `--json` prints it. */
export function withoutHistograms(run: Run): unknown {
  return JSON.parse(JSON.stringify(run, (key, value) => (key === 'histogram' ? undefined : value)));
}

const unwritable = (path: string, error: unknown): LabError =>
  new LabError(codes['results-unwritable'], {
    expected: `to write ${path}`,
    got: messageOf(error),
    remedy: 'Choose another folder with --out.',
  });
