import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import type { HttpVersion } from '../transports/transport.ts';
import type { LoadSummary } from './meter.ts';
import type { ClockReading } from './results/clock-schema.ts';
import type { EngineSection } from './results/engine-schema.ts';
import type { Target, TrialPlan } from './trial-plan.ts';

/** Who plays the clients of a trial. */
export interface Engine extends Part {
  /** Makes its processes ready; nothing is sent yet. */
  open(plan: TrialPlan, options?: EngineOptions): Promise<EngineSession>;
  /** Rejects with a UsageError where what it needs is not installed, and says how to get it. */
  readonly check?: () => Promise<void>;
  /** Libraries of its own that a result depends on; their versions go into it. */
  readonly packages?: readonly string[];
  /** Why it cannot play what is asked for; absent where it can play everything. */
  readonly cannot?: (asked: AskedOfEngine) => Texts | undefined;
}

/** What a case asks of its engine. */
export interface AskedOfEngine
  extends Pick<TrialPlan, 'transport' | 'pollIntervalMs' | 'keepAlive' | 'fault'> {
  readonly http: HttpVersion | null;
  /** Clients publish. */
  readonly upstream: boolean;
}

export interface EngineOptions {
  /** A file that its clients add their TLS secrets to (draft-ietf-tls-keylogfile), for who reads their bytes. */
  readonly keyLogFile?: string;
}

/** The clients of one trial, phase by phase. Every method rejects when a process died. */
export interface EngineSession {
  /** Opens every tab, paced; resolves when all are open or nobody gets in any more. */
  connect(target: Target): Promise<void>;
  /** How the clock of each of its processes compares with this one's. */
  clocks(): Promise<readonly ClockReading[]>;
  /** Starts the schedule at this time of the monotonic clock. */
  start(startAtUs: number): void;
  /** What each load process saw, when the last delivery came or none comes any more. */
  finish(): Promise<readonly LoadSummary[]>;
  /** What it measures besides, after all figures of the trial were taken; its clients are gone then. */
  readonly afterwards?: () => Promise<EngineSection>;
  /** Deliveries so far, and end-to-end latencies of some of the last second's, for people who watch. */
  readonly progress: { readonly deliveries: number; readonly recentUs: readonly number[] };
  /** Ends every process, whatever it is doing. */
  close(): Promise<void>;
}
