import { findScenario } from '../../../scenarios/registry.ts';
import { planSchedule } from '../../../scenarios/schedule.ts';
import { findParticipant } from '../../cost/participants.ts';
import { planFault } from '../../fault-plan.ts';
import { loadMeters } from '../../load-parts.ts';
import { horizonUsOf, type TrialPlan } from '../../trial-plan.ts';
import type { Shard } from './messages.ts';
import type { Stage } from './stage.ts';

/** Makes ready what can be before the server is known, for one share of the audience. */
export async function prepareStage(plan: TrialPlan, shard: Shard): Promise<Stage> {
  const [scenario, transport, meters, faultPlan] = await Promise.all([
    findScenario(plan.scenario),
    findParticipant(plan.transport),
    loadMeters(),
    planFault(plan),
  ]);
  const audience = scenario.audience(plan.parameters, horizonUsOf(plan));
  const browsers: number[][] = [];
  for (const tab of audience.keys()) {
    const browser = Math.floor(tab / plan.tabsPerBrowser);
    if (browser % shard.of !== shard.index) continue;
    const mine = Math.floor(browser / shard.of);
    browsers[mine] ??= [];
    browsers[mine].push(tab);
  }
  const schedule = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
  const faultSteps = faultPlan?.steps ?? [];
  return { plan, transport, audience, schedule, meters, browsers, faultSteps };
}
