import { Command } from 'commander';
import openInBrowser from 'open';
import { z } from 'zod';
import { startReportServer } from '../../reports/server/start-server.ts';
import { openDoorLines } from './address.ts';
import { EXIT, runCommand } from './exit.ts';
import { readOptions, wholeBetween } from './fields.ts';
import { exportCommand } from './report-export.ts';
import { canShow } from './screen.ts';

const EXAMPLES = `Examples:
  npm run report                        every run in reports/runs, to look at and compare
  npm run report -- --port 0            on whichever port is free
  npm run report -- --runs ../theirs    runs of another folder
  npm run report -- export --help       a comparison as one HTML file, Markdown, CSV or JSON
`;

/** Pages are given to the names of 127.0.0.1 only, so no other address of the machine would do. */
const ADDRESSES = ['127.0.0.1', '0.0.0.0'] as const;

const shape = z.object({
  port: wholeBetween(0, 65_535),
  runs: z.string().min(1),
  address: z.enum(ADDRESSES, `${ADDRESSES[0]}, or ${ADDRESSES[1]} in a container`),
  open: z.boolean(),
});

await runCommand(async () => {
  const command = new Command('npm run report --');
  command
    // An option after a subcommand is the subcommand's.
    .enablePositionalOptions()
    .description('Serves the stored runs on this machine, to look at and compare in a browser, until Ctrl-C.')
    .addHelpText('before', EXAMPLES)
    .option('--port <n>', '0 lets the system choose', '4780')
    .option('--runs <dir>', 'where runs are kept', 'reports/runs')
    .option(
      '--address <ip>',
      '0.0.0.0 in a container that publishes the same port on 127.0.0.1',
      ADDRESSES[0],
    )
    .option('--no-open', 'does not open the browser')
    .action(() => serve(readOptions(shape, command.opts())))
    .addCommand(exportCommand());
  await command
    .exitOverride()
    .allowExcessArguments(false)
    .showHelpAfterError('(--help shows examples)')
    .parseAsync();
  return EXIT.done;
});

async function serve({ port, runs, address, open }: z.infer<typeof shape>): Promise<void> {
  const server = await startReportServer({ port, runs, address });
  const door = openDoorLines(address, 'read, rename and delete runs').map((line) => `${line}\n`);
  process.stdout.write(`Runs of ${runs}: ${server.url}\n${door.join('')}Ctrl-C ends it.\n`);
  if (open && canShow()) await openInBrowser(server.url);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
}
