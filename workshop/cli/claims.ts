import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Table from 'cli-table3';
import { Command } from 'commander';
import { z } from 'zod';
import { EXIT, parseCommand, runCommand } from '../../harness/cli/exit.ts';
import { commaList, readOptions } from '../../harness/cli/fields.ts';
import { interruption } from '../../harness/cli/interruption.ts';
import { LivingLine } from '../../harness/cli/living-line.ts';
import { pinCoordinator } from '../../harness/lab-process.ts';
import { replaceFile } from '../../harness/results/store.ts';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import { CLAIM_COUNT, type Claim, isMeasured } from '../claim.ts';
import { claimsMarkdown } from '../claims-markdown.ts';
import { claimsPage } from '../claims-page.ts';
import type { Experiment } from '../experiment.ts';
import { loadClaims, loadExperiments } from '../load-parts.ts';
import { writeReadmeTables } from '../readme-table.ts';
import { OWN_RESULTS, type Results, readResults, STORED_RESULTS } from '../results.ts';
import { mergeResults, type Outcome, type Progress, runClaims } from '../run-claims.ts';
import { VERDICT_WORDS } from '../verdict-texts.ts';

const codes = defineErrorCodes({ 'claim-unknown': 'No claim has the number asked for' });

const ownFolder = relative(process.cwd(), fileURLToPath(new URL('.', OWN_RESULTS)));

const EXAMPLES = `Examples:
  npm run claims                         every claim, put to the test on this machine (under ten minutes)
  npm run claims -- --only 12,34         two of them
  npm run -s claims -- --json            what was found as JSON on stdout, and nothing else there
`;

const shape = z.object({
  only: commaList.optional(),
  seed: z.string().min(1),
  out: z.string().min(1),
  json: z.boolean().default(false),
  store: z.boolean().default(false),
});

await runCommand(async () => {
  const command = new Command('npm run claims --')
    .description('Runs the experiments behind the claims, judges, and writes the table of verdicts.')
    .addHelpText('before', EXAMPLES)
    .option('--only <numbers>', 'of these claims, separated by commas')
    .option('--seed <seed>', 'of all randomness', 'claims')
    .option('--out <dir>', 'for claims.json, claims.md, claims.ko.md and claims.html', ownFolder)
    .option('--store', 'keeps the run with the lab: workshop/results, and the tables of both READMEs')
    .option('--json', 'what was found as JSON on stdout, and nothing else there');
  const { only, seed, json, store, ...given } = readOptions(shape, parseCommand(command));
  const out = store ? fileURLToPath(new URL('.', STORED_RESULTS)) : given.out;
  const all = await loadClaims();
  const claims = only === undefined ? all : only.map((number) => findClaim(all, number));
  // Written to before anything is measured: a folder that cannot be made costs nobody five minutes.
  await mkdir(out, { recursive: true });
  pinCoordinator();
  const signal = interruption();
  const line = new LivingLine();
  const experiments = await loadExperiments();
  const outcome = await runClaims({
    claims,
    // Some belong to a lesson and decide no claim.
    experiments: only === undefined ? experiments : neededBy(claims, experiments),
    seed,
    signal,
    onExperiment: (progress) => show(line, progress),
  }).finally(() => line.stop());
  const file = pathToFileURL(join(resolve(out), 'claims.json'));
  const results =
    only === undefined && !signal.aborted
      ? outcome.results
      : mergeResults(await readResults(file), outcome.results);
  await write(out, results);
  if (store) await writeReadmeTables(results);
  const stored = await readResults(STORED_RESULTS);
  process.stderr.write(`\n${tableOf(claims, outcome, stored)}\n${sayRest(outcome)}`);
  for (const name of ['claims.html', 'claims.md', 'claims.json']) {
    process.stderr.write(`${name.padEnd(12)} ${join(out, name)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(outcome.results)}\n`);
  if (signal.aborted || outcome.failed.size > 0) return EXIT.failed;
  return outcome.missing.size > 0 ? EXIT.invalid : EXIT.done;
});

function findClaim(all: readonly Claim[], word: string): Claim {
  const claim = all.find(({ number }) => String(number) === word);
  if (claim !== undefined) return claim;
  throw new UsageError(codes['claim-unknown'], {
    expected: `a claim’s number from 1 to ${CLAIM_COUNT}`,
    got: JSON.stringify(word),
    remedy: 'Name several as in --only 12,34.',
  });
}

function neededBy(
  claims: readonly Claim[],
  experiments: ReadonlyMap<string, Experiment>,
): ReadonlyMap<string, Experiment> {
  const ids = new Set(claims.filter(isMeasured).map(({ experiment }) => experiment));
  return new Map([...experiments].filter(([id]) => ids.has(id)));
}

function show(line: LivingLine, { experiment, number, of, claims }: Progress): void {
  const decides = claims.length > 0 ? ` · claims ${claims.join(', ')}` : '';
  const said = `experiment ${number} of ${of}: ${experiment.id}${decides}`;
  if (line.isSeen) line.show(() => said);
  else line.leave(said);
}

async function write(out: string, results: Results): Promise<void> {
  const files = {
    'claims.json': `${JSON.stringify(results, null, 1)}\n`,
    'claims.md': claimsMarkdown(results, 'en'),
    'claims.ko.md': claimsMarkdown(results, 'ko'),
    'claims.html': claimsPage(results),
  };
  for (const [name, content] of Object.entries(files)) await replaceFile(join(out, name), content);
}

/** What was measured now; where nothing was, the last stored result, which says so. */
function tableOf(claims: readonly Claim[], { results }: Outcome, stored: Results | undefined): string {
  const table = new Table({
    head: ['', 'what is said', 'verdict', 'figure'],
    colWidths: [4, 44, 16, 60],
    wordWrap: true,
    style: process.stderr.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] },
  });
  for (const { number, statement } of claims) {
    const own = results.verdicts.find(({ claim }) => claim === number);
    const known = own ?? stored?.verdicts.find(({ claim }) => claim === number);
    const word = known === undefined ? 'not measured' : VERDICT_WORDS[known.verdict].en;
    const notes = [
      ...(known !== undefined && 'source' in known.by ? ['(by source)'] : []),
      ...(own === undefined && known !== undefined ? [`(stored, ${stored?.startedAt.slice(0, 10)})`] : []),
    ];
    table.push([number, statement.en, [word, ...notes].join(' '), known?.figure.en ?? '']);
  }
  return table.toString();
}

function sayRest({ missing, failed }: Outcome): string {
  return [
    ...[...missing].map(([id, reason]) => `not measured here  ${id}: ${reason}\n`),
    ...[...failed].map(([id, reason]) => `failed             ${id}: ${reason}\n`),
  ].join('');
}
