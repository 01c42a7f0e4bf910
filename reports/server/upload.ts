import { open, rm } from 'node:fs/promises';
import type { Request } from 'express';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import type { RunReader } from './run-reader.ts';
import type { RunsFolder, StoredRun } from './runs-folder.ts';

const codes = defineErrorCodes({
  'upload-too-large': 'An uploaded run.json is larger than the report server takes',
  'upload-encoded': 'An uploaded run.json is compressed',
});

export const UPLOAD_LIMIT_BYTES = 64 * 1024 * 1024;

/** Stores the body of a request as a run, under the id that it says itself, once it is known to be one. */
export async function storeUpload(
  request: Request,
  folder: RunsFolder,
  reader: RunReader,
  limitBytes: number,
): Promise<StoredRun> {
  const { 'content-length': length, 'content-encoding': encoding } = request.headers;
  if (Number(length ?? 0) > limitBytes) throw tooLarge(limitBytes);
  if (encoding !== undefined) {
    throw new LabError(codes['upload-encoded'], {
      expected: 'a run.json as it is',
      got: `one with Content-Encoding ${JSON.stringify(encoding.slice(0, 40))}`,
      status: 415,
    });
  }
  const file = folder.asideFile();
  try {
    await write(request, file, limitBytes);
    const { id } = await reader.check(file);
    return await folder.add(id, file);
  } finally {
    await rm(file, { force: true });
  }
}

/** Writes so much and fails at more, however much was announced. */
async function write(request: Request, file: string, limitBytes: number): Promise<void> {
  const target = await open(file, 'wx');
  let bytes = 0;
  try {
    // A request that is destroyed takes its socket along, and the answer that says why would never arrive.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > limitBytes) throw tooLarge(limitBytes);
      await target.write(chunk as Buffer);
    }
  } finally {
    await target.close();
  }
}

const tooLarge = (limitBytes: number): LabError =>
  new LabError(codes['upload-too-large'], {
    expected: `a run.json of at most ${limitBytes / 1024 / 1024} MB`,
    got: 'a larger one',
    status: 413,
  });
