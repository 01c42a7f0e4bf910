import { findScenario } from '../../../scenarios/registry.ts';
import { planSchedule } from '../../../scenarios/schedule.ts';
import { findParticipant } from '../../cost/participants.ts';
import { planFault } from '../../fault-plan.ts';
import { loadMeters } from '../../load-parts.ts';
import { answerCommands } from '../../process-mail.ts';
import { horizonUsOf, type TrialPlan } from '../../trial-plan.ts';
import { Crowd, type Stage } from './crowd.ts';
import type { LoadAnswer, LoadCommand, Shard } from './messages.ts';

let stage: Stage | undefined;
let crowd: Crowd | undefined;

const send = answerCommands<LoadCommand, LoadAnswer>(
  async (command) => {
    if (command.type === 'prepare') {
      stage = await prepare(command.plan, command.shard);
      send({ type: 'prepared' });
      return;
    }
    if (stage === undefined) throw new Error(`"${command.type}" came before "prepare"`);
    if (command.type === 'connect') {
      crowd = new Crowd(stage, command.target, (deliveries) => send({ type: 'progress', deliveries }));
      await crowd.connect();
      send({ type: 'connected' });
    } else {
      if (crowd === undefined) throw new Error('"start" came before "connect"');
      send({ type: 'finished', summary: await crowd.play(command.startAtUs) });
    }
  },
  () => crowd?.close(),
);

async function prepare(plan: TrialPlan, shard: Shard): Promise<Stage> {
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
