import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import { z } from 'zod';
import { BAR_HEADS, barsAsMarkdown, cellsOf } from '../cost/bars.ts';
import { type Figures, figuresAsMarkdown, readFigures, saveFigures, sumOfVerdicts } from '../cost/figures.ts';
import type { Bar, CostSubject } from '../cost/subject.ts';
import { findCostSubjects, loadCostSubjects } from '../cost/subjects.ts';
import { pinCoordinator } from '../lab-process.ts';
import { replaceFile } from '../results/store.ts';
import { costLab } from './cost-lab.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { commaList, readOptions, wholeBetween } from './fields.ts';
import { interruption } from './interruption.ts';

const EXAMPLES = `Examples:
  npm run bench:cost                                all of it (about 25 minutes)
  npm run bench:cost -- --only fan-out --trials 1   a glance at one part
  npm run bench:cost -- --only fan-out --tls        with TLS, for information
  npm run -s bench:cost -- --table                  the figures of all parts as Markdown; measures nothing
`;

const shape = z.object({
  only: commaList.optional(),
  trials: wholeBetween(1, 100),
  seed: z.string().min(1).max(64).optional(),
  tls: z.boolean(),
  table: z.boolean(),
  out: z.string().min(1),
});
type CostOptions = z.infer<typeof shape>;

await runCommand(async () => {
  const options = readOptions(shape, parseCommand(await costCommand()));
  if (options.table) {
    process.stdout.write(figuresAsMarkdown(await readFigures(options.out)));
    return EXIT.done;
  }
  const subjects = await findCostSubjects(options.only);
  pinCoordinator();
  const signal = interruption();
  const measured: Figures[] = [];
  for (const subject of subjects) {
    process.stderr.write(`\n${subject.title}\n`);
    const figures = await measure(subject, options, signal);
    if (signal.aborted) return EXIT.failed;
    measured.push(figures);
    process.stderr.write(`${barsTable(figures.bars)}\n`);
  }
  process.stderr.write(`\n${sumOfVerdicts(measured)}`);
  return EXIT.done;
});

async function costCommand(): Promise<Command> {
  return new Command('npm run bench:cost --')
    .description('Measures what a delivery costs against a raw socket, and says which bars hold.')
    .addHelpText('before', EXAMPLES)
    .option('--only <subjects>', `of ${[...(await loadCostSubjects()).keys()].join(', ')}; default: all`)
    .option('--trials <n>', 'blocks, each with one trial of every case; some parts take three at most', '5')
    .option('--seed <text>', 'repeats the schedules and the order of the cases; default: a new one')
    .option('--tls', 'with TLS, against the raw TLS socket; the bars are for cleartext', false)
    .option('--table', 'prints the figures that each part gave last, as Markdown on stdout', false)
    .option('--out <dir>', 'where the runs’ folders are made', 'reports/runs');
}

async function measure(subject: CostSubject, options: CostOptions, signal: AbortSignal): Promise<Figures> {
  const { tls, out } = options;
  const seed = options.seed ?? randomBytes(4).toString('hex');
  const trials = Math.min(options.trials, subject.blocksAtMost ?? options.trials);
  const command = `npm run bench:cost -- --only ${subject.id} --trials ${trials} --seed ${seed}${tls ? ' --tls' : ''}`;
  const folders: string[] = [];
  const onFolder = (folder: string): void => void folders.push(folder);
  const bars = await subject.measure(costLab({ trials, seed, tls, out, command, signal, onFolder }));
  const figures: Figures = {
    subject: tls ? `${subject.id}-tls` : subject.id,
    title: tls ? `${subject.title}, with TLS` : subject.title,
    measuredAt: new Date().toISOString(),
    command,
    // The bars are stated for cleartext.
    bars: tls ? bars.map(({ atMost: _, ...open }) => open) : [...bars],
  };
  if (signal.aborted) return figures;
  await mkdir(out, { recursive: true });
  await saveFigures(out, figures);
  for (const folder of folders) {
    await replaceFile(join(folder, 'bars.md'), barsAsMarkdown(figures.bars));
    process.stderr.write(`report  ${folder}/report.html\n`);
  }
  return figures;
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
