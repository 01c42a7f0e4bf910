import type { BenchCase, Run } from '../harness/results/schema.ts';
import { type FixtureOptions, fixtureRun } from './fixture-run.ts';

const CLIENTS = [50, 100, 200, 400];

/** The fixture at four numbers of clients, as `--clients 50,100,200,400` would write it; costs per delivery fall with it. */
export function fixtureSweep({ change, ...options }: FixtureOptions = {}): Run {
  const run = fixtureRun(options);
  run.cases = CLIENTS.flatMap((clients) => run.cases.map((one) => atLoad(one, clients)));
  change?.(run);
  return run;
}

function atLoad(one: BenchCase, clients: number): BenchCase {
  const { id, parameters, trials, ...rest } = structuredClone(one);
  for (const { server } of trials)
    server.cpuUsPerDelivery = (server.cpuUsPerDelivery ?? 0) * (1 + 40 / clients);
  return {
    ...rest,
    id: `${id} clients=${clients}`,
    parameters: { ...parameters, clients },
    subscribers: clients,
    trials,
  };
}
