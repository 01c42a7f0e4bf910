import type { ScenarioParameters } from '../scenarios/scenario.ts';
import { withoutSecrets } from '../transports/redis-url.ts';
import type { HttpVersion, Origin } from '../transports/transport.ts';
import type { FaultParameters } from './fault.ts';
import type { BenchCase } from './results/schema.ts';

/** `--log redis` without a place: the lab starts one for each trial. */
export const OWN_REDIS = 'redis';

/** All that one trial needs to be run, as plain data: server and load processes get the same. */
export interface TrialPlan {
  readonly scenario: string;
  readonly parameters: ScenarioParameters;
  readonly transport: string;
  /** `null` for what is no HTTP. */
  readonly http: HttpVersion | null;
  readonly tls: boolean;
  readonly seed: string;
  readonly warmUpUs: number;
  /** Of all that is measured, a fault and what follows it included. */
  readonly durationUs: number;
  /** Tabs that share a browser's connections. */
  readonly tabsPerBrowser: number;
  readonly keepAlive: boolean;
  readonly pollIntervalMs: number;
  readonly longPollTimeoutMs: number;
  readonly heartbeatMs: number;
  /** Who publishes what the scenario's server side says: the server itself, or the harness by `POST /events`. */
  readonly source: 'in-process' | 'http';
  /** What goes wrong, if anything; its time is part of `durationUs`. */
  readonly fault?: PlannedFault;
  /** Cut clients come back by asking every 50 ms, and are refused until this is over: equal offline windows. */
  readonly reconnectDelayMs?: number;
  /** False: clients come back without the id that they got to. */
  readonly resume?: boolean;
  /** Clients take a connection for dead that is silent for longer than a heartbeat and a half. */
  readonly watchdog?: boolean;
  /** An application opens its EventSource anew where that gave up. */
  readonly reopen?: boolean;
  /** SSE's `retry:`, and what is added to it at random for each stream. */
  readonly retryMs?: number;
  readonly retryJitterMs?: number;
  /** A server that starts again knows nothing of what was published before. */
  readonly coldLog?: boolean;
  /** Events kept per channel; 1,024 unless told. */
  readonly logEvents?: number;
  /** How many servers; one unless told. */
  readonly servers?: number;
  /** The log that all servers share, in place of one in the memory of each: the URL of a Redis, or `redis` for one of the lab's own. */
  readonly log?: string;
  /** Who plays the clients, where it is not the lab itself. */
  readonly engine?: string;
  /** The proxy that clients reach the servers through; directly unless told. */
  readonly via?: string;
  /** False: SSE does not ask proxies to pass on at once what it sends (`X-Accel-Buffering: no`). */
  readonly bufferingHint?: boolean;
}

/** A fault with its place in the schedule. */
export interface PlannedFault {
  readonly id: string;
  readonly parameters: FaultParameters;
  /** After the schedule's start. */
  readonly fromUs: number;
  readonly lengthUs: number;
  /** What is measured after it. */
  readonly recoverUs: number;
}

/** What the schedule of a trial covers. */
export const horizonUsOf = (plan: TrialPlan): number => plan.warmUpUs + plan.durationUs;

/** The scenario's parameters and the clients' policy, by name: what a case is asked to do. */
export function loadOf(plan: TrialPlan): BenchCase['parameters'] {
  const {
    scenario: _,
    parameters,
    transport: _transport,
    http: _http,
    tls: _tls,
    seed: _seed,
    fault: _fault,
    ...policy
  } = plan;
  return { ...parameters, ...policy, ...(policy.log !== undefined && { log: withoutSecrets(policy.log) }) };
}

/** Where the server under test is, and what to trust. */
export interface Target {
  /** Where the transport is. */
  readonly origin: Origin;
  /** Where `/metrics` is: the same, but for what is no HTTP. */
  readonly stateOrigin: Origin;
  /** The certificate to trust, PEM. */
  readonly ca?: string;
  /** Clients reach it through the link, each browser from an address of its own. */
  readonly linked?: boolean;
}
