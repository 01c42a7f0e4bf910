import { Command, Option } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, LabError, UsageError } from '../../lab/errors.ts';
import { findProgram } from '../../lab/outside-program.ts';
import { pinCoordinator } from '../lab-process.ts';
import type { SelfTest } from '../results/selftest-schema.ts';
import { measureAa } from '../selftest/aa.ts';
import { measureResidence } from '../selftest/capture/residence.ts';
import { type Defect, loadDefects } from '../selftest/defect.ts';
import { SelfTestLab } from '../selftest/selftest-lab.ts';
import { storeSelfTest } from '../selftest/verdict-store.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { commaList, readOptions } from './fields.ts';
import { interruption } from './interruption.ts';
import { Progress } from './progress.ts';
import { holds, selfTestTable } from './selftest-table.ts';

const codes = defineErrorCodes({
  'defect-unknown': 'No defect has the id asked for',
  'tcpdump-missing': 'The capture needs tcpdump, which this machine does not have',
});

const EXAMPLES = `Examples:
  npm run selftest                       plants every defect (two to five minutes)
  npm run selftest -- --only stall       one of them; the stored verdict stays as it is
  npm run selftest -- --aa               how often the verdicts err, from 80 trials (about nine minutes)
  npm run selftest -- --capture          latency against packet times (a minute); needs tcpdump and root
`;

const shape = z.object({
  only: commaList.optional(),
  aa: z.boolean().default(false),
  capture: z.boolean().default(false),
  json: z.boolean().default(false),
});
type SelfTestOptions = z.infer<typeof shape>;
type Part = Omit<SelfTest, 'environment'>;

await runCommand(async () => {
  const defects = await loadDefects();
  const options = readOptions(shape, parseCommand(selfTestCommand(defects)));
  const measure = measurementOf(options, defects);
  const progress = new Progress();
  pinCoordinator();
  const lab = new SelfTestLab({ signal: interruption(), onTrial: progress.show });
  const part = await measure(lab).finally(() => progress.stop());
  process.stderr.write(`\n${selfTestTable(part)}\n`);
  if (options.only === undefined) {
    const { file } = await storeSelfTest(part);
    process.stderr.write(`verdict  ${file}\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(part)}\n`);
  return holds(part) ? EXIT.done : EXIT.failed;
});

function selfTestCommand(defects: readonly Defect[]): Command {
  return new Command('npm run selftest --')
    .description('Plants defects in real runs and shows that the lab catches them.')
    .addHelpText('before', EXAMPLES)
    .option('--only <defects>', `of ${defects.map(({ id }) => id).join(', ')}`)
    .addOption(
      new Option('--aa', 'draws pairs from many trials: false alarms, and +15 % found').conflicts([
        'only',
        'capture',
      ]),
    )
    .addOption(new Option('--capture', 'holds delivery latency against tcpdump').conflicts(['only', 'aa']))
    .option('--json', 'what was found as JSON on stdout, and nothing else there');
}

/** What is to be done, refused before anything is started where it cannot be. */
function measurementOf(
  { only, aa, capture }: SelfTestOptions,
  all: readonly Defect[],
): (lab: SelfTestLab) => Promise<Part> {
  if (aa) return async (lab) => ({ aa: await measureAa(lab) });
  if (capture) {
    const tcpdump = findTcpdump();
    return async (lab) => ({ residence: await measureResidence(lab, tcpdump) });
  }
  const defects = only === undefined ? all : only.map((id) => findDefect(all, id));
  return async (lab) => {
    const findings = [];
    for (const { id, title, expected, hunt } of defects) {
      findings.push({ id, title, expected, ...(await hunt(lab)) });
    }
    return { defects: { finishedAt: new Date().toISOString(), findings } };
  };
}

function findDefect(all: readonly Defect[], id: string): Defect {
  const defect = all.find((one) => one.id === id);
  if (defect !== undefined) return defect;
  throw new UsageError(codes['defect-unknown'], {
    expected: `a defect: ${all.map((one) => one.id).join(', ')}`,
    got: JSON.stringify(id),
  });
}

function findTcpdump(): string {
  const path = findProgram('tcpdump', process.env.PATH ?? '');
  if (path !== undefined) return path;
  throw new LabError(codes['tcpdump-missing'], {
    expected: 'the program tcpdump on the PATH',
    got: 'none',
    remedy: 'Install it, for instance by "apt-get install tcpdump".',
  });
}
