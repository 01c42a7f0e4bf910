import type { ScenarioParameters } from '../scenarios/scenario.ts';
import type { HttpVersion, Origin } from '../transports/transport.ts';
import type { BenchCase } from './results/schema.ts';

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
  readonly durationUs: number;
  /** Tabs that share a browser's connections. */
  readonly tabsPerBrowser: number;
  readonly keepAlive: boolean;
  readonly pollIntervalMs: number;
  readonly longPollTimeoutMs: number;
  readonly heartbeatMs: number;
  /** Who publishes what the scenario's server side says: the server itself, or the harness by `POST /events`. */
  readonly source: 'in-process' | 'http';
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
    ...policy
  } = plan;
  return { ...parameters, ...policy };
}

/** Where the server under test is, and what to trust. */
export interface Target {
  /** Where the transport is. */
  readonly origin: Origin;
  /** Where `/metrics` is: the same, but for what is no HTTP. */
  readonly stateOrigin: Origin;
  /** The certificate to trust, PEM. */
  readonly ca?: string;
}
