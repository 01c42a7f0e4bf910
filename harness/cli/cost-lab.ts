import { join } from 'node:path';
import { renderPage } from '../../reports/page.ts';
import { runAtOnce } from '../cost/at-once.ts';
import { nativeOrBare } from '../cost/bare-reader/engine.ts';
import { findParticipant, loadPeers } from '../cost/participants.ts';
import type { CostLab, Others } from '../cost/subject.ts';
import { loadMeters } from '../load-parts.ts';
import { type BenchRequest, planBench } from '../plan.ts';
import { makeRunFolder, replaceFile } from '../results/store.ts';
import { newRunId, runBench } from '../run.ts';
import { benchCommand, readBenchOptions, readRequest } from './bench-options.ts';
import { Progress } from './progress.ts';

/** Six tabs per browser: over HTTP/1.1 each still has a connection, over HTTP/2 all six share one. */
const ALWAYS = ['--tabs-per-browser', '6'];

export interface CostLabOptions {
  readonly trials: number;
  readonly seed: string;
  readonly tls: boolean;
  /** Where the runs' folders are made. */
  readonly out: string;
  /** The command that repeats it. */
  readonly command: string;
  readonly signal: AbortSignal;
  /** Told of each run's folder. */
  readonly onFolder: (folder: string) => void;
}

/** What a subject of `bench:cost` measures with. */
export function costLab({ trials, seed, tls, out, command, signal, onFolder }: CostLabOptions): CostLab {
  const request = async (words: readonly string[]): Promise<BenchRequest> => {
    const all = [
      ...words,
      ...ALWAYS,
      '--trials',
      String(trials),
      '--seed',
      seed,
      ...(tls ? [] : ['--no-tls']),
    ];
    return readRequest(readBenchOptions((await benchCommand()).parse(all, { from: 'user' }).opts()));
  };
  return {
    trials,
    plan: async (words) => {
      const [first] = planBench(await request(words)).cases;
      if (first === undefined) throw new Error(`no case in: ${words.join(' ')}`);
      return first.trial;
    },
    atOnce: async (plans) => runAtOnce(plans, { engine: nativeOrBare, meters: await loadMeters(), signal }),
    bench: async (words, others = {}) => {
      const startedAt = new Date();
      const asked = await withOthers(await request(words), others, tls);
      const folder = await makeRunFolder(out, newRunId(startedAt, asked.transports));
      onFolder(folder);
      const progress = new Progress();
      const run = await runBench({
        id: folder.slice(out.length + 1),
        startedAt,
        folder,
        command,
        request: asked,
        plan: planBench(asked),
        engine: nativeOrBare,
        meters: await loadMeters(),
        signal,
        onTrial: progress.show,
      }).finally(() => progress.stop());
      await replaceFile(join(folder, 'report.html'), await renderPage(run));
      return run;
    },
  };
}

/** Peers and what stands beside them speak no TLS here: they are left out where it is on. */
async function withOthers(
  request: BenchRequest,
  { peers, beside, yardstick }: Others,
  tls: boolean,
): Promise<BenchRequest> {
  const found = peers && !tls ? await loadPeers() : { peers: [], missing: [] };
  for (const sentence of found.missing) process.stderr.write(`${sentence}\n`);
  return {
    ...request,
    transports: [
      ...request.transports,
      ...found.peers,
      ...(beside !== undefined && !tls ? [await findParticipant(beside)] : []),
    ],
    ...(yardstick !== undefined && { reference: await findParticipant(yardstick) }),
  };
}
