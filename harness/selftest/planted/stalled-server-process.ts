import { monotonicUs } from '../../../lab/clock.ts';
import type { ServerCommand } from '../../trial-server.ts';
import { serveTrial } from '../../trial-server.ts';
import { spin } from '../disturb.ts';

/** The server stands still once. Words: how long after the schedule's start, and for how long, in milliseconds. */
const [afterMs = 0, forMs = 0] = process.argv.slice(2).map(Number);

process.on('message', (command: ServerCommand) => {
  if (command.type !== 'start') return;
  const waitMs = (command.startAtUs - monotonicUs()) / 1e3 + afterMs;
  setTimeout(() => spin(forMs * 1e6), waitMs);
});
serveTrial();
