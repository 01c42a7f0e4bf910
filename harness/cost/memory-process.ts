import { setTimeout as wait } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { type RunningHost, startHost } from '../../transports/start-host.ts';
import { answerCommands } from '../process-mail.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { findParticipant } from './participants.ts';

export type MemoryCommand =
  | { readonly type: 'open'; readonly plan: TrialPlan }
  /** Waits until everybody has left, collects garbage and says what is held. */
  | { readonly type: 'collect' };

export type MemoryAnswer =
  | { readonly type: 'ready'; readonly port: number }
  | { readonly type: 'memory'; readonly heapBytes: number; readonly rssBytes: number };

/** The public way to the collector without a flag on the command line. */
v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

const POLL_MS = 50;
/** Handles are closed a turn after their sockets, and what they held a collection later. */
const COLLECTIONS = 4;

let host: RunningHost | undefined;

const send = answerCommands<MemoryCommand, MemoryAnswer>(
  async (command) => {
    if (command.type === 'open') await open(command.plan);
    else await collect();
  },
  () => host?.close(),
);

async function open({ http, transport, heartbeatMs }: TrialPlan): Promise<void> {
  const transports = [await findParticipant(transport)];
  host = await startHost({ http: http ?? '1.1', transports, heartbeatMs });
  send({ type: 'ready', port: host.port });
}

async function collect(): Promise<void> {
  while ((host?.connections.snapshot().tcpOpen ?? 0) > 0) await wait(POLL_MS);
  for (let time = 0; time < COLLECTIONS; time++) {
    collectGarbage();
    await wait(POLL_MS);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  send({ type: 'memory', heapBytes: heapUsed + external, rssBytes: rss });
}
