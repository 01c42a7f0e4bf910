import { randomSource } from '../scenarios/random.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { FaultStep, ServerConditions } from './fault.ts';
import { findFault } from './fault-parts.ts';
import { horizonUsOf, type TrialPlan } from './trial-plan.ts';

/** How often a client asks again that is to come back as soon as it may. */
export const PROBE_MS = 50;

/** What goes wrong in one trial, step by step. */
export interface FaultPlan {
  /** In order of time. */
  readonly steps: readonly FaultStep[];
  /** Clients reach the server through the link. */
  readonly linked: boolean;
  readonly server: ServerConditions;
}

/**
 * The fault of a trial, laid out; undefined where nothing goes wrong. Pure but for finding the parts:
 * every process of a trial makes the same plan, and two runs with one seed do the same to the same
 * browsers at the same offsets.
 */
export async function planFault(plan: TrialPlan): Promise<FaultPlan | undefined> {
  if (plan.fault === undefined) return undefined;
  const { id, parameters, fromUs, lengthUs } = plan.fault;
  const [fault, scenario] = await Promise.all([findFault(id), findScenario(plan.scenario)]);
  const tabs = scenario.audience(plan.parameters, horizonUsOf(plan)).length;
  const steps = fault.steps(parameters, {
    fromUs,
    lengthUs,
    tabs,
    browsers: Math.ceil(tabs / plan.tabsPerBrowser),
    tabsPerBrowser: plan.tabsPerBrowser,
    random: (name) => randomSource(plan.seed, `fault ${id} ${name}`),
  });
  const windowUs = plan.reconnectDelayMs === undefined ? undefined : plan.reconnectDelayMs * 1e3;
  return {
    steps: withWindows(steps, windowUs).toSorted((a, b) => a.atUs - b.atUs),
    linked: fault.link || windowUs !== undefined,
    server: fault.server?.(parameters) ?? {},
  };
}

/** Equal offline windows: whom a step cuts, and whoever lost its server, is refused until they are over. */
function withWindows(steps: readonly FaultStep[], windowUs: number | undefined): readonly FaultStep[] {
  if (windowUs === undefined) return steps;
  return steps.flatMap((step): FaultStep[] => {
    if (step.on === 'server') {
      return [step, { atUs: step.atUs, on: 'link', operation: { kind: 'refuse', forUs: windowUs } }];
    }
    if (step.on !== 'link' || step.operation.kind !== 'cut') return [step];
    return [{ ...step, operation: { ...step.operation, refuseForUs: windowUs } }];
  });
}
