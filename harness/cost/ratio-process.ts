import { setImmediate as turn } from 'node:timers/promises';
import { monotonicUs } from '../../lab/clock.ts';
import { type RunningHost, startHost } from '../../transports/start-host.ts';
import { answerCommands } from '../process-mail.ts';
import type { PushCase } from './cases.ts';
import { findParticipant } from './participants.ts';

export type RatioCommand =
  | { readonly type: 'open'; readonly cases: readonly PushCase[] }
  /** Publishes some events to one case, each in a turn of its own; `handicap` burns this share more. */
  | { readonly type: 'burst'; readonly of: string; readonly events: number; readonly handicap: number };

export type RatioAnswer =
  | { readonly type: 'ready'; readonly ports: ReadonlyMap<string, number> }
  | { readonly type: 'cost'; readonly cpuUs: number };

/** Turns of the event loop after which the last write has been reported back. */
const SETTLING_TURNS = 3;

const hosts = new Map<string, RunningHost>();
let seq = 0;

const send = answerCommands<RatioCommand, RatioAnswer>(
  async (command) => {
    if (command.type === 'open') await open(command.cases);
    else send({ type: 'cost', cpuUs: await burst(command) });
  },
  async () => {
    await Promise.all([...hosts.values()].map((host) => host.close()));
  },
);

/** All servers live in one process: whatever happens to it happens to all of them alike. */
async function open(cases: readonly PushCase[]): Promise<void> {
  const ports = new Map<string, number>();
  for (const { transport, http, name } of cases) {
    const transports = [await findParticipant(transport)];
    const host = await startHost({ http: http ?? '1.1', transports });
    hosts.set(name, host);
    ports.set(name, host.ownPorts[transport] ?? host.port);
  }
  send({ type: 'ready', ports });
}

async function burst({ of, events, handicap }: Extract<RatioCommand, { type: 'burst' }>): Promise<number> {
  const hub = hosts.get(of)?.hub;
  if (hub === undefined) throw new Error(`a burst for ${of}, which is not open`);
  const before = process.cpuUsage();
  const spentUs = (): number => {
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  for (let event = 0; event < events; event++) {
    hub.publish({
      channel: 'feed',
      kind: 'message',
      source: 'feed',
      seq: ++seq,
      intendedAtUs: monotonicUs(),
      data: 'x'.repeat(200),
    });
    await turn();
  }
  for (let count = 0; count < SETTLING_TURNS; count++) await turn();
  const dueUs = spentUs() * (1 + handicap);
  while (spentUs() < dueUs);
  return spentUs();
}
