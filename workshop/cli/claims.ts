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
import { defineErrorCodes, LabError, UsageError } from '../../lab/errors.ts';
import { CLAIM_COUNT, type Claim, isMeasured } from '../claim.ts';
import { claimsMarkdown } from '../claims-markdown.ts';
import { claimsPage } from '../claims-page.ts';
import type { Experiment } from '../experiment.ts';
import { loadClaims, loadExperiments } from '../load-parts.ts';
import { writeReadmeTables } from '../readme-table.ts';
import { conditionsOf, OWN_RESULTS, type Results, readResults, STORED_RESULTS } from '../results.ts';
import {
  lackingIn,
  mergeResults,
  type Outcome,
  type Progress,
  runClaims,
  withSiblings,
} from '../run-claims.ts';
import { VERDICT_WORDS } from '../verdict-texts.ts';

const codes = defineErrorCodes({
  'claim-unknown': 'No claim has the number asked for',
  'claims-run-incomplete': 'A run that lacks something cannot take the place of the one kept with the lab',
});

const ownFolder = relative(process.cwd(), fileURLToPath(new URL('.', OWN_RESULTS)));

const EXAMPLES = `Examples:
  npm run claims                         every claim, put to the test on this machine (under ten minutes)
  npm run claims -- --only 12,34         two of them, and what else their experiments decide
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
    .option(
      '--only <numbers>',
      'of these claims, separated by commas, and of those that the same experiments decide',
    )
    .option('--seed <seed>', 'of all randomness', 'claims')
    .option('--out <dir>', 'for claims.json, claims.md, claims.ko.md and claims.html', ownFolder)
    .option('--store', 'keeps the run with the lab: workshop/results, and the tables of both READMEs')
    .option('--json', 'what was found as JSON on stdout, and nothing else there');
  const { only, seed, json, store, ...given } = readOptions(shape, parseCommand(command));
  const all = await loadClaims();
  const loaded = await loadExperiments();
  const claims =
    only === undefined
      ? all
      : withSiblings(
          only.map((number) => findClaim(all, number)),
          all,
        );
  // Some belong to a lesson and decide no claim.
  const experiments = only === undefined ? loaded : neededBy(claims, loaded);
  // Read and made before anything is measured: a file that cannot be read, or a folder, costs nobody five minutes.
  await mkdir(given.out, { recursive: true });
  // What cannot be read may be replaced by a whole run, and by nothing less.
  const readKnown = (file: URL): Promise<Results | undefined> =>
    only === undefined ? readResults(file).catch(() => undefined) : readResults(file);
  const own = await readKnown(pathToFileURL(join(resolve(given.out), 'claims.json')));
  const stored = await readKnown(STORED_RESULTS);
  pinCoordinator();
  const signal = interruption();
  const line = new LivingLine();
  const outcome = await runClaims({
    claims,
    experiments,
    seed,
    signal,
    onExperiment: (progress) => show(line, progress),
  }).finally(() => line.stop());
  const merged = (known: Results | undefined): Results =>
    only === undefined && !signal.aborted ? outcome.results : mergeResults(known, outcome.results);
  const lacking = store ? lackingIn(outcome, merged(stored), { experiments, claims: all }) : [];
  const isKept = store && lacking.length === 0;
  const out = isKept ? fileURLToPath(new URL('.', STORED_RESULTS)) : given.out;
  const results = merged(isKept ? stored : own);
  await write(out, results);
  if (isKept) await writeReadmeTables(results);
  process.stderr.write(`\n${tableOf(claims, outcome, stored)}\n${sayRest(outcome)}`);
  for (const name of ['claims.html', 'claims.md', 'claims.json']) {
    process.stderr.write(`${name.padEnd(12)} ${join(out, name)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(outcome.results)}\n`);
  if (lacking.length > 0) {
    throw new LabError(codes['claims-run-incomplete'], {
      expected: `every experiment measured and a verdict on each of the ${CLAIM_COUNT} claims, to keep them with the lab`,
      got: `nothing for ${lacking.join(', ')}`,
      remedy: `The run that was kept stays; this one is in ${out}. Mend what failed and run it again.`,
    });
  }
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
    const experiment = known !== undefined && 'experiment' in known.by ? known.by.experiment : undefined;
    const isStored = own === undefined && stored !== undefined && experiment !== undefined;
    const notes = [
      ...(known !== undefined && experiment === undefined ? ['(by source)'] : []),
      ...(isStored ? [`(stored, ${conditionsOf(experiment, stored).startedAt.slice(0, 10)})`] : []),
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
