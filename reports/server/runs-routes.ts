import express, { type Express, type Request, type Response } from 'express';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { readLive } from './live-file.ts';
import { ReportCache } from './report-cache.ts';
import { RunList } from './run-list.ts';
import { checkName, writeName } from './run-name.ts';
import { RunReader } from './run-reader.ts';
import type { RunsFolder } from './runs-folder.ts';
import { storeUpload, UPLOAD_LIMIT_BYTES } from './upload.ts';

const codes = defineErrorCodes({
  'run-under-way': 'A run is being measured and cannot be deleted',
});

export interface RunRoutes {
  close(): Promise<void>;
}

/** A new name is all that such a body holds. */
const RENAME_LIMIT_BYTES = 4_096;

/**
 * The stored runs over HTTP.
 *
 * @param onChange called when the list has changed by a request
 */
export function addRunRoutes(
  app: Express,
  folder: RunsFolder,
  onChange: () => void,
  uploadLimitBytes = UPLOAD_LIMIT_BYTES,
): RunRoutes {
  const reader = new RunReader();
  const list = new RunList(folder, reader);
  const reports = new ReportCache(reader);
  // By the time that somebody opens the page, it is known.
  list.entries().catch(() => {});
  const idOf = ({ params }: Request): string => String(params.id);

  app.get('/api/runs', async (_request: Request, response: Response) => {
    response.json({ runs: await list.entries() });
  });

  app.get('/api/runs/:id/report', async (request: Request, response: Response) => {
    const json = await reports.json(await folder.find(idOf(request)));
    response.type('application/json').send(json);
  });

  app.post('/api/runs', async (request: Request, response: Response) => {
    const run = await storeUpload(request, folder, reader, uploadLimitBytes);
    const entry = await list.entry(run);
    onChange();
    response.status(201).json(entry);
  });

  app.patch(
    '/api/runs/:id',
    express.json({ limit: RENAME_LIMIT_BYTES }),
    async (request: Request, response: Response) => {
      const name = checkName((request.body as { name?: unknown } | undefined)?.name);
      const run = await folder.find(idOf(request));
      await writeName(run.folder, name);
      const entry = await list.entry(run);
      onChange();
      response.json(entry);
    },
  );

  app.delete('/api/runs/:id', async (request: Request, response: Response) => {
    const run = await folder.find(idOf(request));
    if ((await readLive(run)) !== undefined) {
      throw new LabError(codes['run-under-way'], {
        expected: 'a run that is not being measured',
        got: 'one that is',
        remedy: 'Wait until it ends, or end it with Ctrl-C.',
        status: 409,
      });
    }
    await folder.delete(run);
    onChange();
    response.status(204).end();
  });

  return { close: () => reader.close() };
}
