import { isIP } from 'node:net';
import { Command } from 'commander';
import openInBrowser from 'open';
import { z } from 'zod';
import { EXIT, parseCommand, runCommand } from '../../harness/cli/exit.ts';
import { readOptions, wholeBetween } from '../../harness/cli/fields.ts';
import { canShow } from '../../harness/cli/screen.ts';
import { startWorkshop } from '../server/start-workshop.ts';

const EXAMPLES = `Examples:
  npm run workshop                       the lessons, on this machine only
  npm run workshop -- --room             others on this network may join and predict, by link or QR code
  npm run workshop -- --room 192.168.1.7 the same, on one address of this machine
`;

const shape = z.object({
  port: wholeBetween(0, 65_535),
  tlsPort: wholeBetween(0, 65_535),
  roomPort: wholeBetween(0, 65_535),
  room: z
    .union([
      z.literal(true).transform(() => '0.0.0.0'),
      z.string().refine((text) => isIP(text) === 4, 'an IPv4 address of this machine'),
    ])
    .optional(),
  open: z.boolean(),
});

await runCommand(async () => {
  const command = new Command('npm run workshop --')
    .description('Opens the lessons in a browser, with live demonstrations on this machine, until Ctrl-C.')
    .addHelpText('before', EXAMPLES)
    .option('--port <n>', '0 lets the system choose', '4790')
    .option('--tls-port <n>', 'of demonstrations over HTTP/2; 0 lets the system choose', '4791')
    .option('--room [address]', 'lets participants in, on this address or on all')
    .option('--room-port <n>', 'where they join; 0 lets the system choose', '4792')
    .option('--no-open', 'does not open the browser');
  const { port, tlsPort, room, roomPort, open } = readOptions(shape, parseCommand(command));
  const workshop = await startWorkshop({
    port,
    tlsPort,
    ...(room !== undefined && { room: { address: room, port: roomPort } }),
  });
  process.stdout.write(`The workshop: ${workshop.url}\nFor who teaches: ${workshop.url}presenter\n`);
  if (workshop.roomUrl !== undefined) {
    process.stdout.write(
      `Participants join at ${workshop.roomUrl}\nWhoever has this link may send predictions; nothing else can be reached.\n`,
    );
  }
  process.stdout.write('Ctrl-C ends it.\n');
  if (open && canShow()) await openInBrowser(workshop.url);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await workshop.close();
  return EXIT.done;
});
