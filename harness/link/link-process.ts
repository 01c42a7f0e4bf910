import { answerCommands } from '../process-mail.ts';
import { actOnTime, type TimedStep } from '../timed-steps.ts';
import { Link } from './link.ts';
import type { LinkDeed, LinkOperation } from './operations.ts';

export interface LinkStep extends TimedStep {
  readonly operation: LinkOperation;
}

export type LinkCommand =
  | { readonly type: 'open'; readonly seed: string }
  | { readonly type: 'target'; readonly port: number }
  | { readonly type: 'start'; readonly startAtUs: number; readonly steps: readonly LinkStep[] }
  | { readonly type: 'report' };

/** What the link did, and what it cost: it is kept on the load's core. */
export interface LinkReport {
  readonly deeds: readonly LinkDeed[];
  /** Of its process, since the schedule's start. */
  readonly cpuUs: number;
  /** Both directions, since it was opened. */
  readonly bytes: number;
}

export type LinkAnswer =
  | { readonly type: 'opened'; readonly port: number }
  | { readonly type: 'reported'; readonly report: LinkReport };

let link: Link | undefined;
let cpuAtStart: NodeJS.CpuUsage | undefined;
let stop = (): void => {};

const send = answerCommands<LinkCommand, LinkAnswer>(
  async (command) => {
    if (command.type === 'open') {
      link = new Link(command.seed);
      send({ type: 'opened', port: await link.open() });
      return;
    }
    const opened = link;
    if (opened === undefined) throw new Error(`"${command.type}" came before "open"`);
    if (command.type === 'target') opened.target(command.port);
    else if (command.type === 'start') {
      cpuAtStart = process.cpuUsage();
      stop = actOnTime(command.steps, command.startAtUs, ({ operation }) => opened.apply(operation));
    } else {
      const { user, system } = process.cpuUsage(cpuAtStart);
      const { deeds, bytes } = opened;
      send({ type: 'reported', report: { deeds, cpuUs: user + system, bytes } });
    }
  },
  async () => {
    stop();
    await link?.close();
  },
);
