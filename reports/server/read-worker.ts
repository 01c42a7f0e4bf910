import { parentPort } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import type { Run } from '../../harness/results/schema.ts';
import { readRun } from '../../harness/results/store.ts';
import { defineErrorCodes, LabError, messageOf } from '../../lab/errors.ts';
import { distil } from '../distil.ts';
import type { ReadAnswer, ReadJob } from './run-reader.ts';
import { summaryOf } from './run-summary.ts';

const codes = defineErrorCodes({
  'run-unreadable': 'A run.json cannot be read, or does not have the shape of a result',
  'histogram-malformed': 'A histogram of a run.json cannot be decoded',
});

/** What one histogram may inflate to; the largest that the lab has written took 0.4 MB. */
const HISTOGRAM_LIMIT_BYTES = 8 * 1024 * 1024;
/** Before the deflated bytes of an HdrHistogram V2 stand its cookie and its length. */
const HISTOGRAM_HEAD_BYTES = 8;

parentPort?.on('message', ({ number, job }: { number: number; job: ReadJob }) => {
  work(job).then(
    (answer) => parentPort?.postMessage({ number, answer }),
    (error: unknown) => {
      const details = error instanceof LabError ? error.details : undefined;
      const code = error instanceof LabError ? error.code : codes['run-unreadable'];
      const unforeseen = { expected: 'a result of this lab', got: messageOf(error), status: 422 };
      parentPort?.postMessage({ number, failed: { code, details: details ?? unforeseen } });
    },
  );
});

async function work(job: ReadJob): Promise<ReadAnswer> {
  const run = await read(job.path);
  if (job.task === 'report') {
    // A folder may have been copied or renamed: what it is called here tells it from others.
    return { json: JSON.stringify(distil({ ...run, id: job.id })) };
  }
  if (job.task === 'check') checkHistograms(run);
  return { id: run.id, startedAt: run.startedAt, summary: summaryOf(run) };
}

/** Says the fault without the path, which is of this machine and no business of a page's. */
async function read(path: string): Promise<Run> {
  try {
    return await readRun(path);
  } catch (error) {
    throw new LabError(codes['run-unreadable'], {
      expected: 'a run.json of this lab',
      got: error instanceof LabError ? error.details.got : messageOf(error).replaceAll(path, 'run.json'),
      remedy: 'Take the run.json that npm run bench wrote, as it is.',
      status: 422,
    });
  }
}

/** A small file may hold a histogram that inflates to gigabytes, or one that is none. */
function checkHistograms(run: Run): void {
  for (const [c, { trials }] of run.cases.entries()) {
    for (const [t, { latencyUs }] of trials.entries()) {
      for (const [kind, latency] of Object.entries(latencyUs)) {
        if (latency?.histogram === undefined) continue;
        try {
          const packed = Buffer.from(latency.histogram, 'base64').subarray(HISTOGRAM_HEAD_BYTES);
          inflateSync(packed, { maxOutputLength: HISTOGRAM_LIMIT_BYTES });
        } catch (error) {
          throw histogramFault(`cases.${c}.trials.${t}.latencyUs.${kind}.histogram`, error);
        }
      }
    }
  }
  try {
    distil(run);
  } catch (error) {
    throw histogramFault('cases', error);
  }
}

const histogramFault = (field: string, error: unknown): LabError =>
  new LabError(codes['histogram-malformed'], {
    expected: 'histograms as HdrHistogram V2, compressed, in base64',
    got: `a fault in ${field}: ${messageOf(error)}`,
    status: 422,
  });
