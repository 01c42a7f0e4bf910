import '../../engines/native/load-process.ts';
import type { LoadCommand } from '../../engines/native/messages.ts';
import { spin } from '../disturb.ts';

/** The clients do something else most of the time. Words: how often, and for how long, in milliseconds. */
const [everyMs = 0, forMs = 0] = process.argv.slice(2).map(Number);

process.on('message', (command: LoadCommand) => {
  if (command.type === 'start') setInterval(() => spin(forMs * 1e6), everyMs);
});
