import { findScenario } from '../scenarios/registry.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import { planSchedule } from '../scenarios/schedule.ts';
import { type RunningHost, startHost } from '../transports/start-host.ts';
import { makeTlsIdentity } from '../transports/tls-identity.ts';
import { findParticipant } from './cost/participants.ts';
import { answerCommands } from './process-mail.ts';
import { publishOnSchedule } from './publisher.ts';
import { horizonUsOf, type TrialPlan } from './trial-plan.ts';

export type ServerCommand =
  | { readonly type: 'open'; readonly plan: TrialPlan }
  | { readonly type: 'start'; readonly startAtUs: number };

export type ServerAnswer = {
  readonly type: 'ready';
  readonly port: number;
  readonly ownPorts: Readonly<Record<string, number>>;
  readonly ca?: string;
};

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
      if (command.type === 'open') return open(command.plan);
      const running = host;
      if (running === undefined) throw new Error('the schedule was started before the server');
      stopPublishing = publishOnSchedule(schedule, command.startAtUs, (event) => running.hub.publish(event));
    },
    async () => {
      stopPublishing();
      await host?.close();
    },
  );

  /** What the server will publish by itself is planned before it is ready. */
  async function open(plan: TrialPlan): Promise<void> {
    const [scenario, transport] = await Promise.all([
      findScenario(plan.scenario),
      findParticipant(plan.transport),
    ]);
    if (plan.source === 'in-process') {
      const all = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
      schedule = all.filter(({ upstream }) => !upstream);
    }
    const tls = plan.tls ? await makeTlsIdentity() : undefined;
    host = await start({
      http: plan.http ?? '1.1',
      transports: [transport],
      heartbeatMs: plan.heartbeatMs,
      ...(tls && { tls }),
    });
    send({ type: 'ready', port: host.port, ownPorts: host.ownPorts, ...(tls && { ca: tls.cert }) });
  }
}
