import type { Listener, ScheduledEvent } from '../../../scenarios/scenario.ts';
import type { Transport } from '../../../transports/transport.ts';
import type { FaultStep } from '../../fault.ts';
import type { Meter } from '../../meter.ts';
import type { TrialPlan } from '../../trial-plan.ts';

/** What was made ready before the server is known. */
export interface Stage {
  readonly plan: TrialPlan;
  readonly transport: Transport;
  readonly audience: readonly Listener[];
  readonly schedule: readonly ScheduledEvent[];
  readonly meters: ReadonlyMap<string, Meter>;
  /** The audience's indices that this process plays, by browser. */
  readonly browsers: readonly (readonly number[])[];
  /** What goes wrong in this trial; the tabs' part of it is played here. */
  readonly faultSteps: readonly FaultStep[];
}
