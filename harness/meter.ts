import type { Part } from '../lab/parts.ts';
import type { Listener, ScheduledEvent } from '../scenarios/scenario.ts';
import type { EventHead } from '../transports/event.ts';
import type { Gap } from '../transports/event-log.ts';
import type { DownCause } from '../transports/transport.ts';
import type { FaultStep } from './fault.ts';
import type { FleetState } from './fleet-readings.ts';
import type { FaultSeen } from './incident.ts';
import type { MachineMoment, MachineReading } from './machine-reading.ts';
import type { ClockSection } from './results/clock-schema.ts';
import type { EngineSection } from './results/engine-schema.ts';
import type { Metric, Trial } from './results/schema.ts';
import type { LogReading } from './trial-log.ts';
import type { TrialPlan } from './trial-plan.ts';

/**
 * One thing that is measured: what to collect beside each delivery in the load processes, and how
 * it becomes a section of the trial.
 */
export interface Meter<Report = unknown> extends Part {
  /** What it puts into a trial, for reports. */
  readonly metrics: readonly Metric[];
  /** Starts collecting in one load process. Absent where the server's counts are enough. */
  readonly collect?: (scene: LoadScene) => Collector<Report>;
  /** The meter's part of the trial, from the reports of all load processes and the server's counts. */
  section(observation: Observation, reports: readonly Report[]): Partial<Trial>;
}

/** What a load process knows before the schedule starts. */
export interface LoadScene {
  readonly plan: TrialPlan;
  readonly schedule: readonly ScheduledEvent[];
  readonly audience: readonly Listener[];
  /** The indices in the audience that this process plays. */
  readonly tabs: readonly number[];
  /** Those of them that have no connection as the schedule starts. */
  readonly starved: ReadonlySet<number>;
  readonly startAtUs: number;
  /** What the browser of a tab sent and received so far, bytes at its sockets. */
  readonly trafficOf: (tab: number) => number;
  /** What goes wrong in this trial, step by step. */
  readonly faultSteps: readonly FaultStep[];
}

/** Called for everything that happens to the tabs of one load process. Must be cheap. */
export interface Collector<Report> {
  onDelivery?(delivery: Delivery): void;
  /** One poll was answered. */
  onRequest?(tab: number, latencyUs: number, endedAtUs: number): void;
  /** What becomes of a tab's connection; each at the time of the monotonic clock. */
  onOpen?(tab: number, atUs: number): void;
  onDown?(tab: number, cause: DownCause, atUs: number): void;
  onAttempt?(tab: number, atUs: number): void;
  onGap?(tab: number, gap: Gap, atUs: number): void;
  /** It will not come back by itself. */
  onGiveUp?(tab: number, atUs: number): void;
  /** Deliveries of the measure phase that are still to come; the drain ends when none is. */
  outstanding?(): number;
  report(): Report;
}

/** One event received by one tab. */
export interface Delivery {
  /** Index in the audience. */
  readonly tab: number;
  readonly event: EventHead;
  readonly receivedAtUs: number;
  /** When the question that fetched it was sent; undefined where nobody asks. */
  readonly askedAtUs: number | undefined;
  /** Published before this connection was open: it was read from the log. */
  readonly replayed: boolean;
  /** Intended within the measure phase. */
  readonly measured: boolean;
}

/** What a load process says of itself, whatever the meters. */
export interface LoadSummary {
  readonly opened: number;
  readonly starved: number;
  /** Everything that was negotiated, such as `h2`. */
  readonly protocols: readonly string[];
  /** Deliveries received, duplicates included, by millisecond since the schedule's start. */
  readonly deliveriesByMs: Uint32Array;
  /** Of the load process during the measure phase. */
  readonly cpuUs: number;
  readonly eventLoopDelayP99Us: number;
  /** How long its main thread was ready and had no core, in the measure phase; absent where the system does not tell. */
  readonly waitedUs?: number;
  /** How late each event of the measure phase was that its tabs published, µs. */
  readonly sentLateUs: readonly number[];
  /** How long the last delivery was waited for after the schedule's end. */
  readonly drainUs: number;
  /** What tabs and publishers could not do, with how often. */
  readonly failures: Readonly<Record<string, number>>;
  /** Meter id → its report. */
  readonly reports: Readonly<Record<string, unknown>>;
}

/** Everything that was seen of one trial. */
export interface Observation {
  readonly plan: TrialPlan;
  readonly startAtUs: number;
  /** Before the first client connected. */
  readonly before: FleetState;
  /** At the start and at the end of the measure phase. */
  readonly measureStart: FleetState;
  readonly measureEnd: FleetState;
  /** When the last delivery had come; with `writes`, where the server keeps them. */
  readonly afterDrain: FleetState;
  /** At each boundary of the timeline's slices, the schedule's start first. */
  readonly boundaries: readonly FleetState[];
  /** What the shared log said of itself; absent where there is none. */
  readonly log?: { readonly measureStart: LogReading; readonly measureEnd: LogReading };
  /** What Linux told at the same moments; absent on other systems. */
  readonly machine?: Readonly<Record<MachineMoment, MachineReading>>;
  /** How the clocks of server and load processes compare with the coordinator's. */
  readonly clocks: Pick<ClockSection, 'server' | 'load'>;
  /** How late each event of the measure phase was that the harness published, µs; empty where the server does. */
  readonly sentLateUs: readonly number[];
  readonly load: readonly LoadSummary[];
  /** What went wrong, where something was to. */
  readonly fault?: FaultSeen;
  /** What the engine measured besides, after everything else. */
  readonly engine?: EngineSection;
  /** Received between `measureStart` and `measureEnd`, duplicates included: what the server's counts are of. */
  readonly deliveriesInPhase: number;
  /** Received between the schedule's start and the drain's end, duplicates included. */
  readonly deliveriesInAll: number;
}

/** Width of one slice of the timeline. Each costs the server one `/metrics`, so not too narrow. */
export const SLICE_US = 500_000;
