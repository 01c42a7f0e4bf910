import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Experiment } from '../experiment.ts';
import { findExperiment } from '../experiment-parts.ts';
import { pinCoordinator } from '../lab-process.ts';
import { replaceFile } from '../results/store.ts';
import type { BenchOptions } from './bench-options.ts';
import { EXIT } from './exit.ts';
import { interruption } from './interruption.ts';
import { LivingLine } from './living-line.ts';
import { newTable } from './table-frame.ts';

/** A cell's width on a terminal: six of them stand side by side. */
const CELL = 24;

/** Runs an experiment instead of a matrix of cases: its table on stderr, and as Markdown beside the runs. */
export async function runExperiment(id: string, { seed, out, json }: BenchOptions): Promise<number> {
  const experiment = await findExperiment(id);
  await experiment.check();
  const drawn = seed ?? randomBytes(4).toString('hex');
  const path = join(out, `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}-${id}.md`);
  // Before anything is measured, so that work is not lost to a typing error.
  await mkdir(out, { recursive: true });
  pinCoordinator();
  const line = new LivingLine();
  const onStep = (number: number, of: number, what: string): void => {
    const place = `trial ${number} of ${of}: ${what}`;
    if (line.isSeen) line.show(() => place);
    else line.leave(place);
  };
  const signal = interruption();
  const heads = await experiment.heads();
  const rows: (readonly string[])[] = [];
  const table = { heads, rows, notes: experiment.notes };
  const repeat = `npm run bench -- --experiment ${id} --seed ${drawn}`;
  try {
    for await (const row of experiment.rows({ seed: drawn, signal, onStep })) {
      rows.push(row);
      await replaceFile(path, markdownOf(experiment, table, repeat));
    }
  } catch (error) {
    // What a trial dies of that is interrupted is the interruption.
    if (!signal.aborted) throw error;
  } finally {
    line.stop();
  }
  if (rows.length === 0) return EXIT.failed;
  const lines = ['', forTerminal(table), ...table.notes, '', `table   ${path}`, `repeat  ${repeat}`];
  process.stderr.write(`${lines.join('\n')}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ experiment: id, seed: drawn, ...table })}\n`);
  return signal.aborted ? EXIT.failed : EXIT.done;
}

interface ExperimentTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

function forTerminal({ heads: [first = '', ...heads], rows }: ExperimentTable): string {
  const table = newTable(heads.map(wrapped));
  for (const row of rows) table.push(row.map(wrapped));
  return `${first}:\n${table.toString()}`;
}

/** Broken between words. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) as string;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length > CELL) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

function markdownOf({ title, summary }: Experiment, { heads, rows, notes }: ExperimentTable, repeat: string) {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `# ${title.en}`,
    '',
    `${summary.en} ${notes.join(' ')}`,
    '',
    `    ${repeat}`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}
