import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { cpuProfile, flameGraph, framesBelow } from '../cost/flame-graph.ts';
import { replaceFile } from '../results/store.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { readOptions } from './fields.ts';

const EXAMPLES = `Examples:
  NODE_OPTIONS="--cpu-prof --cpu-prof-dir=profiles" npm run bench -- --transport sse --http 1.1 --no-tls --no-raw --trials 1
  npm run flame -- --profile profiles/CPU.….cpuprofile --below publish --title "SSE" --out sse.svg
`;

const shape = z.object({ profile: z.string(), below: z.string(), title: z.string(), out: z.string() });

await runCommand(async () => {
  const command = new Command('npm run flame --')
    .description('Draws a CPU profile of V8 as a flame graph.')
    .addHelpText('before', EXAMPLES)
    .requiredOption('--profile <file>', 'a .cpuprofile')
    .option('--below <function>', 'draws what lies below the functions of this name', 'publish')
    .option('--title <text>', 'stands above the graph', 'CPU time')
    .requiredOption('--out <file>', 'the SVG to write');
  const { profile, below, title, out } = readOptions(shape, parseCommand(command));
  const parsed = cpuProfile.parse(JSON.parse(await readFile(profile, 'utf8')));
  await replaceFile(out, flameGraph(framesBelow(parsed, below), title));
  return EXIT.done;
});
