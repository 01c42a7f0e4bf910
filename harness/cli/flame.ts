import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { cpuProfile, flameGraph, framesBelow } from '../cost/flame-graph.ts';
import { replaceFile } from '../results/store.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { readOptions } from './fields.ts';

const codes = defineErrorCodes({
  'option-profile-empty': 'A CPU profile holds nothing of the function to draw',
});

const EXAMPLES = `Examples:
  NODE_OPTIONS="--cpu-prof --cpu-prof-dir=profiles" npm run bench -- --transport sse --http 1.1 --no-tls --no-raw --trials 1
  npm run flame -- --profile profiles/CPU.….cpuprofile --title "SSE" --out sse.svg
`;

const shape = z.object({ profile: z.string(), below: z.string(), title: z.string(), out: z.string() });

await runCommand(async () => {
  const command = new Command('npm run flame --')
    .description('Draws a CPU profile of V8 as a flame graph.')
    .addHelpText('before', EXAMPLES)
    .requiredOption('--profile <file>', 'a .cpuprofile')
    .option('--below <function>', 'draws what lies below the functions of this name', 'publishDue')
    .option('--title <text>', 'stands above the graph', 'CPU time')
    .requiredOption('--out <file>', 'the SVG to write');
  const { profile, below, title, out } = readOptions(shape, parseCommand(command));
  const parsed = cpuProfile.parse(JSON.parse(await readFile(profile, 'utf8')));
  const root = framesBelow(parsed, below);
  if (root.totalUs === 0) {
    throw new LabError(codes['option-profile-empty'], {
      expected: `a profile with time spent below ${below}`,
      got: `none in ${profile}`,
      remedy:
        'A run writes a profile for each of its processes: take the server’s, or name another function.',
    });
  }
  await replaceFile(out, flameGraph(root, title));
  return EXIT.done;
});
