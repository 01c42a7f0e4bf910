import { randomSource } from '../scenarios/random.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import { planSchedule } from '../scenarios/schedule.ts';
import type { TlsIdentity } from '../transports/host.ts';
import { type RunningHost, startHost } from '../transports/start-host.ts';
import { makeTlsIdentity } from '../transports/tls-identity.ts';
import { findParticipant } from './cost/participants.ts';
import { planFault } from './fault-plan.ts';
import { answerCommands } from './process-mail.ts';
import { publishOnSchedule } from './publisher.ts';
import { openLog } from './refill.ts';
import { horizonUsOf, type TrialPlan } from './trial-plan.ts';

export type ServerCommand =
  | { readonly type: 'open'; readonly plan: TrialPlan; readonly again?: Again }
  | { readonly type: 'start'; readonly startAtUs: number };

export type ServerAnswer = {
  readonly type: 'ready';
  readonly port: number;
  readonly ownPorts: Readonly<Record<string, number>>;
  readonly tls?: TlsIdentity;
};

/** What a server needs that takes the place of one that is gone. */
export interface Again {
  readonly port: number;
  readonly ownPorts: Readonly<Record<string, number>>;
  /** Its clients trust this one. */
  readonly tls?: TlsIdentity;
  /** The schedule goes on. */
  readonly startAtUs: number;
}

/**
 * Makes this process the server of one trial: it does what the coordinator tells it, and ends with it.
 *
 * @param start starts the server under test; the self-test has programs of its own that start another
 */
export function serveTrial(start: typeof startHost = startHost): void {
  let host: RunningHost | undefined;
  let schedule: readonly ScheduledEvent[] = [];
  let stopPublishing = (): void => {};

  const send = answerCommands<ServerCommand, ServerAnswer>(
    async (command) => {
      if (command.type === 'open') return open(command.plan, command.again);
      publishFrom(command.startAtUs);
    },
    async () => {
      stopPublishing();
      await host?.close();
    },
  );

  function publishFrom(startAtUs: number): void {
    const running = host;
    if (running === undefined) throw new Error('the schedule was started before the server');
    stopPublishing = publishOnSchedule(schedule, startAtUs, (event) => running.hub.publish(event));
  }

  /** What the server will publish by itself is planned before it is ready. */
  async function open(plan: TrialPlan, again: Again | undefined): Promise<void> {
    const [scenario, transport, faultPlan] = await Promise.all([
      findScenario(plan.scenario),
      findParticipant(plan.transport),
      planFault(plan),
    ]);
    const all = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
    const own = all.filter(({ upstream }) => !upstream);
    const opened = openLog(plan, own, all.length === own.length, again?.startAtUs);
    if (plan.source === 'in-process') schedule = opened.toCome;
    const tls = again?.tls ?? (plan.tls ? await makeTlsIdentity() : undefined);
    const ownPort = again?.ownPorts[plan.transport];
    host = await start({
      http: plan.http ?? '1.1',
      transports: [transport],
      heartbeatMs: plan.heartbeatMs,
      namedHeartbeat: plan.watchdog ?? false,
      log: opened.log,
      random: randomSource(plan.seed, `retry jitter ${again === undefined ? 1 : 2}`).uniform,
      ...faultPlan?.server,
      ...(plan.retryMs !== undefined && { retryMs: plan.retryMs }),
      ...(plan.retryJitterMs !== undefined && { retryJitterMs: plan.retryJitterMs }),
      ...(again && { port: again.port }),
      ...(ownPort !== undefined && { ownPort }),
      ...(tls && { tls }),
    });
    if (again !== undefined) publishFrom(again.startAtUs);
    send({ type: 'ready', port: host.port, ownPorts: host.ownPorts, ...(tls && { tls }) });
  }
}
