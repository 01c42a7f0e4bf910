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
import { publishingPart } from './publishing-part.ts';
import { openLog } from './refill.ts';
import { horizonUsOf, type TrialPlan } from './trial-plan.ts';

export type ServerCommand =
  | { readonly type: 'open'; readonly plan: TrialPlan; readonly place: Place }
  | { readonly type: 'start'; readonly startAtUs: number }
  /** Another server is gone: what is its to publish is this one's too, until it is back. */
  | { readonly type: 'stand-in'; readonly forIndex: number }
  | { readonly type: 'stand-down'; readonly forIndex: number };

export type ServerAnswer = {
  readonly type: 'ready';
  readonly port: number;
  /** Where it listens together with the others, if there are any. */
  readonly sharedPort?: number;
  readonly ownPorts: Readonly<Record<string, number>>;
  readonly tls?: TlsIdentity;
};

/** Which of the servers of a trial this is, and what it has in common with the others, or with the one whose place it takes. */
export interface Place {
  readonly index: number;
  readonly of: number;
  readonly port?: number;
  readonly sharedPort?: number;
  readonly ownPorts?: Readonly<Record<string, number>>;
  /** Clients trust this one. */
  readonly tls?: TlsIdentity;
  /** Where it takes the place of one that is gone: the schedule goes on. */
  readonly startAtUs?: number;
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
      if (command.type === 'open') return open(command.plan, command.place);
      if (command.type === 'start') publishFrom(command.startAtUs);
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
  async function open(plan: TrialPlan, place: Place): Promise<void> {
    const [scenario, transport, faultPlan] = await Promise.all([
      findScenario(plan.scenario),
      findParticipant(plan.transport),
      planFault(plan),
    ]);
    const { index, of, port, sharedPort, startAtUs } = place;
    const horizonUs = horizonUsOf(plan);
    const all = planSchedule(scenario, plan.parameters, plan.seed, horizonUs);
    const byServers = all.filter(({ upstream }) => !upstream);
    const audience = scenario.audience(plan.parameters, horizonUs);
    const own = publishingPart(byServers, audience, { index, of, shared: plan.log !== undefined });
    const opened = openLog(plan, own, { alone: all.length === byServers.length, index, startAtUs });
    if (plan.source === 'in-process') schedule = opened.toCome;
    const tls = place.tls ?? (plan.tls ? await makeTlsIdentity() : undefined);
    const ownPort = place.ownPorts?.[plan.transport];
    const drawsOf = `retry jitter ${startAtUs === undefined ? 1 : 2}${index === 0 ? '' : ` of ${index}`}`;
    host = await start({
      http: plan.http ?? '1.1',
      transports: [transport],
      heartbeatMs: plan.heartbeatMs,
      namedHeartbeat: plan.watchdog ?? false,
      log: opened.log,
      random: randomSource(plan.seed, drawsOf).uniform,
      ...faultPlan?.server,
      ...(plan.bufferingHint !== undefined && { bufferingHint: plan.bufferingHint }),
      ...(plan.retryMs !== undefined && { retryMs: plan.retryMs }),
      ...(plan.retryJitterMs !== undefined && { retryJitterMs: plan.retryJitterMs }),
      ...(port !== undefined && { port }),
      ...(of > 1 && { sharedPort: sharedPort ?? 0 }),
      ...(ownPort !== undefined && { ownPort }),
      ...(tls && { tls }),
    });
    if (startAtUs !== undefined) publishFrom(startAtUs);
    send({
      type: 'ready',
      port: host.port,
      ownPorts: host.ownPorts,
      ...(host.sharedPort !== undefined && { sharedPort: host.sharedPort }),
      ...(tls && { tls }),
    });
  }
}
