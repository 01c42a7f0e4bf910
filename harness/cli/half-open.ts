import { Command } from 'commander';
import { z } from 'zod';
import { measureHalfOpen, type NoticedAfter } from '../half-open/half-open.ts';
import { EXIT, parseCommand, runCommand } from './exit.ts';
import { durationBetween, readOptions, wholeBetween } from './fields.ts';
import { interruption } from './interruption.ts';
import { newTable } from './table-frame.ts';

const EXAMPLES = `Examples:
  npm run half-open                      what Linux notices by itself within 20 s
  npm run half-open -- --retries 5       where it gives up on a segment sooner
`;

const shape = z.object({
  time: durationBetween(1_000, 1_800_000),
  heartbeat: durationBetween(100, 600_000),
  retries: wholeBetween(1, 30),
});

await runCommand(async () => {
  const command = new Command('npm run half-open --')
    .description(
      'Drops every packet between clients and server: who notices, by what? Needs root and iproute2.',
    )
    .addHelpText('before', EXAMPLES)
    .option('--time <time>', 'how long is looked at it', '20s')
    .option('--heartbeat <time>', 'of the server', '1s')
    .option('--retries <n>', 'net.ipv4.tcp_retries2 of both sides', '15');
  const { time, heartbeat, retries } = readOptions(shape, parseCommand(command));
  const rows = await measureHalfOpen(
    { seconds: time / 1e3, heartbeatMs: heartbeat, retries },
    interruption(),
  );
  const table = newTable(['HTTP', 'client notices', 'server notices']);
  for (const { transport, http, client, server } of rows)
    table.push([transport, http, told(client, time), told(server, time)]);
  process.stdout.write(`${table.toString()}\n`);
  return EXIT.done;
});

function told(noticed: NoticedAfter | null, timeMs: number): string {
  if (noticed === null) return `not within ${timeMs / 1e3} s`;
  return `after ${(noticed.afterUs / 1e6).toFixed(2)} s, ${noticed.by}`;
}
