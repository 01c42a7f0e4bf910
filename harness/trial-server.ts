import { monotonicUs } from '../lab/clock.ts';
import { randomSource } from '../scenarios/random.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import { planSchedule } from '../scenarios/schedule.ts';
import type { TlsIdentity } from '../transports/host.ts';
import type { RedisLog, RedisLogOptions } from '../transports/redis-log.ts';
import { type RunningHost, startHost } from '../transports/start-host.ts';
import { makeTlsIdentity } from '../transports/tls-identity.ts';
import { findParticipant } from './cost/participants.ts';
import { planFault } from './fault-plan.ts';
import { answerCommands } from './process-mail.ts';
import { publishOnSchedule } from './publisher.ts';
import { publishingPart } from './publishing-part.ts';
import { LOG_EVENTS, openLog } from './refill.ts';
import type { SharedLog } from './trial-log.ts';
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
  readonly log?: SharedLog;
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
  let startedAtUs = 0;
  let partOf = (_index: number): readonly ScheduledEvent[] => [];
  let stopPublishing = (): void => {};
  /** Server → ends publishing in its place. */
  const standIns = new Map<number, () => void>();

  const send = answerCommands<ServerCommand, ServerAnswer>(
    async (command) => {
      if (command.type === 'open') return open(command.plan, command.place);
      if (command.type === 'start') publishFrom(command.startAtUs);
      if (command.type === 'stand-in') standIn(command.forIndex);
      if (command.type === 'stand-down') standIns.get(command.forIndex)?.();
    },
    async () => {
      stopPublishing();
      for (const stop of standIns.values()) stop();
      await host?.close();
    },
  );

  function publishFrom(startAtUs: number): void {
    startedAtUs = startAtUs;
    stopPublishing = publish(schedule);
  }

  function standIn(forIndex: number): void {
    standIns.set(forIndex, publish(lately(partOf(forIndex), startedAtUs)));
  }

  function publish(events: readonly ScheduledEvent[]): () => void {
    const running = host;
    if (running === undefined) throw new Error('the schedule was started before the server');
    return publishOnSchedule(events, startedAtUs, (event) => running.hub.publish(event));
  }

  /** What the server will publish by itself is planned before it is ready. */
  async function open(plan: TrialPlan, place: Place): Promise<void> {
    const [scenario, transport, faultPlan] = await Promise.all([
      findScenario(plan.scenario),
      findParticipant(plan.transport),
      planFault(plan),
    ]);
    const { index, of, port, sharedPort, startAtUs, log } = place;
    const horizonUs = horizonUsOf(plan);
    const all = planSchedule(scenario, plan.parameters, plan.seed, horizonUs);
    const byServers = all.filter(({ upstream }) => !upstream);
    const audience = scenario.audience(plan.parameters, horizonUs);
    const shared = log !== undefined;
    const inProcess = plan.source === 'in-process';
    partOf = (at) => (inProcess ? publishingPart(byServers, audience, { index: at, of, shared }) : []);
    const own = publishingPart(byServers, audience, { index, of, shared });
    const capacity = plan.logEvents ?? LOG_EVENTS;
    const opened =
      log === undefined
        ? openLog(plan, own, { alone: all.length === byServers.length, index, startAtUs })
        : { log: await shareLog({ ...log, capacity }), toCome: lately(own, startAtUs) };
    if (inProcess) schedule = opened.toCome;
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

/** Loaded by those who need it: a server without it is to be as small as it was. */
const shareLog = async (options: RedisLogOptions): Promise<RedisLog> => {
  const { RedisLog } = await import('../transports/redis-log.ts');
  return RedisLog.open(options);
};

/** How far back one publishes who takes the place of another: what that one did get into the log is not taken twice. */
const OVERLAP_US = 5e6;

/** What is to come, and what another server may have left unsaid; all where the schedule has not begun. */
function lately(part: readonly ScheduledEvent[], startAtUs: number | undefined): readonly ScheduledEvent[] {
  if (startAtUs === undefined) return part;
  const sinceUs = monotonicUs() - startAtUs - OVERLAP_US;
  return part.filter(({ offsetUs }) => offsetUs >= sinceUs);
}
