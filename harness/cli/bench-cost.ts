import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import { z } from 'zod';
import { renderPage } from '../../reports/page.ts';
import { nativeOrBare } from '../cost/bare-reader/engine.ts';
import { BAR_HEADS, barsAsMarkdown, cellsOf } from '../cost/bars.ts';
import { findParticipant, loadPeers } from '../cost/participants.ts';
import type { Bar, CostLab, CostSubject, Others } from '../cost/subject.ts';
import { findCostSubjects, loadCostSubjects } from '../cost/subjects.ts';
import { pinCoordinator } from '../lab-process.ts';
import { loadMeters } from '../load-parts.ts';
import { type BenchRequest, planBench } from '../plan.ts';
import { makeRunFolder, replaceFile } from '../results/store.ts';
import { newRunId, runBench } from '../run.ts';
import { benchCommand, readBenchOptions, readRequest } from './bench-options.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { commaList, readOptions, wholeBetween } from './fields.ts';
import { interruption } from './interruption.ts';
import { Progress } from './progress.ts';

const EXAMPLES = `Examples:
  npm run bench:cost                                all of it (about forty minutes)
  npm run bench:cost -- --only fan-out --trials 1   a glance at one part
  npm run bench:cost -- --only fan-out --tls        with TLS, for information
`;

/** Six tabs per browser: over HTTP/1.1 each still has a connection, over HTTP/2 all six share one. */
const ALWAYS = ['--tabs-per-browser', '6'];

const shape = z.object({
  only: commaList.optional(),
  trials: wholeBetween(1, 100),
  seed: z.string().min(1).max(64).optional(),
  tls: z.boolean(),
  out: z.string().min(1),
});
type CostOptions = z.infer<typeof shape>;

await runCommand(async () => {
  const options = readOptions(shape, parseCommand(await costCommand()));
  const subjects = await findCostSubjects(options.only);
  pinCoordinator();
  const signal = interruption();
  const tables: string[] = [];
  for (const subject of subjects) {
    process.stderr.write(`\n${subject.title}\n`);
    const folders: string[] = [];
    const bars = await subject.measure(lab(options, signal, subject, folders));
    if (signal.aborted) return EXIT.failed;
    for (const folder of folders) await saveBars(folder, bars);
    tables.push(
      `${subject.title}\n${barsTable(bars)}`,
      ...folders.map((folder) => `report  ${folder}/report.html`),
    );
  }
  process.stderr.write(`\n${tables.join('\n')}\n`);
  return EXIT.done;
});

async function costCommand(): Promise<Command> {
  return new Command('npm run bench:cost --')
    .description('Measures what a delivery costs against a raw socket, and says which bars hold.')
    .addHelpText('before', EXAMPLES)
    .option('--only <subjects>', `of ${[...(await loadCostSubjects()).keys()].join(', ')}; default: all`)
    .option('--trials <n>', 'blocks, each with one trial of every case', '5')
    .option('--seed <text>', 'repeats the schedules and the order of the cases; default: a new one')
    .option('--tls', 'with TLS, against the raw TLS socket; the bars are for cleartext', false)
    .option('--out <dir>', 'where the runs’ folders are made', 'reports/runs');
}

/** What a subject measures with; `folders` hears where its runs are. */
function lab(options: CostOptions, signal: AbortSignal, { id }: CostSubject, folders: string[]): CostLab {
  const seed = options.seed ?? randomBytes(4).toString('hex');
  const request = async (words: readonly string[]): Promise<BenchRequest> => {
    const trials = ['--trials', String(options.trials), '--seed', seed];
    const all = [...words, ...ALWAYS, ...trials, ...(options.tls ? [] : ['--no-tls'])];
    return readRequest(readBenchOptions((await benchCommand()).parse(all, { from: 'user' }).opts()));
  };
  return {
    trials: options.trials,
    cleartext: !options.tls,
    plan: async (words) => {
      const [first] = planBench(await request(words)).cases;
      if (first === undefined) throw new Error(`no case in: ${words.join(' ')}`);
      return first.trial;
    },
    bench: async (words, others = {}) => {
      const startedAt = new Date();
      const asked = await withOthers(await request(words), others, options.tls);
      const folder = await makeRunFolder(options.out, newRunId(startedAt, asked.transports));
      folders.push(folder);
      const progress = new Progress();
      const run = await runBench({
        id: folder.slice(options.out.length + 1),
        startedAt,
        folder,
        command: `npm run bench:cost -- --only ${id} --trials ${options.trials} --seed ${seed}${options.tls ? ' --tls' : ''}`,
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

/** Peers speak no TLS here: they are left out where it is on. */
async function withOthers(
  request: BenchRequest,
  { peers, yardstick }: Others,
  tls: boolean,
): Promise<BenchRequest> {
  const found = peers && !tls ? await loadPeers() : { peers: [], missing: [] };
  for (const sentence of found.missing) process.stderr.write(`${sentence}\n`);
  return {
    ...request,
    transports: [...request.transports, ...found.peers],
    ...(yardstick !== undefined && { reference: await findParticipant(yardstick) }),
  };
}

async function saveBars(folder: string, bars: readonly Bar[]): Promise<void> {
  await replaceFile(join(folder, 'bars.json'), `${JSON.stringify(bars, null, 2)}\n`);
  await replaceFile(join(folder, 'bars.md'), barsAsMarkdown(bars));
}

function barsTable(bars: readonly Bar[]): string {
  const table = new Table({
    head: [...BAR_HEADS],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'left'],
  });
  for (const bar of bars) table.push([...cellsOf(bar)]);
  return table.toString();
}
