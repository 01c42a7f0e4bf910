import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import openInBrowser from 'open';
import { renderPage } from '../../reports/page.ts';
import { withoutSecrets } from '../../transports/redis-url.ts';
import { pinCoordinator } from '../lab-process.ts';
import { LiveFile } from '../live/live-file.ts';
import { loadMeters } from '../load-parts.ts';
import { planBench } from '../plan.ts';
import type { Run } from '../results/schema.ts';
import { makeRunFolder, replaceFile, withoutHistograms } from '../results/store.ts';
import { isInvalid, newRunId, type RunOptions, runBench, type TrialProgress } from '../run.ts';
import { readSelfTest } from '../selftest/verdict-store.ts';
import { checkBaseline, findBaseline, holdAgainst } from './baseline.ts';
import { type BenchOptions, benchCommand, readBenchOptions, readRequest } from './bench-options.ts';
import { readCapacity, withSearchDefaults } from './capacity-options.ts';
import { capacityTable, stopLines } from './capacity-table.ts';
import { enginesTogether } from './engine-options.ts';
import { engineTables } from './engine-table.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { faultTables } from './fault-table.ts';
import { findingLines } from './finding-lines.ts';
import { interruption } from './interruption.ts';
import { Progress } from './progress.ts';
import { runExperiment } from './run-experiment.ts';
import { searchCapacity } from './search-capacity.ts';
import { summaryTable, unavailableLines } from './table.ts';
import { warningLines } from './warning-lines.ts';

await runCommand(async () => {
  const options = withSearchDefaults(readBenchOptions(parseCommand(await benchCommand())));
  if (options.experiment !== undefined) return runExperiment(options.experiment, options);
  const baseline = await findBaseline(options);
  // The same schedule again, unless another is asked for.
  const request = await readRequest({ ...options, seed: options.seed ?? baseline?.seed });
  const plan = planBench(request);
  const capacity = readCapacity(options, request, plan.cases.length);
  const limited = options.failIfSlower !== undefined;
  if (baseline !== null) checkBaseline(baseline, { trials: request.trials, plan, limited });
  const engine = await enginesTogether(options.engine);
  const startedAt = new Date();
  const id = newRunId(startedAt, request.transports);
  const folder = await makeRunFolder(options.out, id);
  pinCoordinator();
  const selfTest = await readSelfTest();
  const shared = {
    id,
    startedAt,
    folder,
    command: repeatCommand(request.policy.seed),
    request,
    plan,
    engine,
    meters: await loadMeters(),
    ...(selfTest && { selfTest }),
    signal: interruption(),
  };
  const run = await (capacity ? searchCapacity({ ...shared, capacity }) : measure(shared)).catch(
    async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    },
  );

  const held = baseline && holdAgainst(run, baseline, options.failIfSlower);
  await show(run, folder, options, held?.lines ?? []);
  if (!run.complete) return EXIT.failed;
  if (isInvalid(run)) return EXIT.invalid;
  return held?.slower ? EXIT.slower : EXIT.done;
});

function measure(options: Omit<RunOptions, 'onTrial'>): Promise<Run> {
  const progress = new Progress();
  const live = new LiveFile(options);
  const onTrial = (trial: TrialProgress): void => {
    progress.show(trial);
    live.show({ ...trial, probe: null });
  };
  return runBench({ ...options, onTrial }).finally(() => {
    progress.stop();
    return live.end();
  });
}

/** The report, the table and the paths; stdout carries JSON or nothing. */
async function show(
  run: Run,
  folder: string,
  { json, open }: BenchOptions,
  comparison: readonly string[],
): Promise<void> {
  const page = join(folder, 'report.html');
  await replaceFile(page, await renderPage(run));
  const lines = [
    '',
    ...(run.capacity
      ? [capacityTable(run, run.capacity), ...stopLines(run, run.capacity)]
      : [summaryTable(run), ...faultTables(run), ...engineTables(run)]),
    ...unavailableLines(run),
    ...findingLines(run),
    ...warningLines(run),
    ...comparison,
    ...(run.complete ? [] : [`Not complete: ${trialsOf(run)} were done and are kept.`]),
    '',
    `result  ${join(folder, 'run.json')}`,
    `report  ${page}`,
    `repeat  ${run.command}`,
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
  if (json) process.stdout.write(`${JSON.stringify(withoutHistograms(run))}\n`);
  if (open) await openInBrowser(page);
}

/** Trials, or the probes of a search. */
function trialsOf({ cases, capacity }: Run): string {
  if (capacity) return `${capacity.cases.reduce((sum, { probes }) => sum + probes.length, 0)} probes`;
  return `${cases.reduce((sum, { trials }) => sum + trials.length, 0)} trials`;
}

/** What was typed, with the seed that was drawn: the same schedule again. */
function repeatCommand(seed: string): string {
  const typed = process.argv.slice(2);
  const words = typed.some((word) => word.startsWith('--seed')) ? typed : [...typed, '--seed', seed];
  return `npm run bench -- ${words.map((word) => quoted(withoutSecrets(word))).join(' ')}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
