import { monotonicUs } from '../../../lab/clock.ts';
import type { EngineSession } from '../../engine.ts';
import { LabProcess, type Program } from '../../lab-process.ts';
import { horizonUsOf, type TrialPlan } from '../../trial-plan.ts';
import { DRAIN_LIMIT_MS } from './drain.ts';
import type { LoadAnswer, LoadCommand } from './messages.ts';

/** A connect phase may be long; that it makes progress is watched in the load process itself. */
const CONNECT_PATIENCE_MS = 120_000;

/** How long a latency is one of the last. */
const RECENT_US = 1_000_000;

/**
 * The clients of one trial in one or more Node processes.
 *
 * @param program what plays them: it takes `LoadCommand`s and gives `LoadAnswer`s
 * @param of how many processes share the browsers
 */
export async function openLoadSession(plan: TrialPlan, program: Program, of: number): Promise<EngineSession> {
  const processes = Array.from(
    { length: of },
    (_, index) =>
      new LabProcess<LoadCommand, LoadAnswer>(program, of === 1 ? 'load' : `load ${index + 1}`, 'load'),
  );
  const deliveries = processes.map(() => 0);
  let recent: { readonly atUs: number; readonly latenciesUs: Float64Array }[] = [];
  for (const [index, load] of processes.entries()) {
    load.listen('progress', (answer) => {
      deliveries[index] = answer.deliveries;
      const atUs = monotonicUs();
      recent = recent.filter((older) => older.atUs > atUs - RECENT_US);
      recent.push({ atUs, latenciesUs: answer.recentUs });
    });
  }
  const close = async (): Promise<void> => {
    await Promise.all(processes.map((load) => load.close()));
  };
  const all = <Type extends LoadAnswer['type']>(type: Type, patienceMs?: number) =>
    Promise.all(processes.map((load) => load.answer(type, patienceMs)));

  const prepared = all('prepared');
  for (const [index, load] of processes.entries()) load.send({ type: 'prepare', plan, shard: { index, of } });
  try {
    await prepared;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async connect(target) {
      const connected = all('connected', CONNECT_PATIENCE_MS);
      for (const load of processes) load.send({ type: 'connect', target });
      await connected;
    },
    clocks: () => Promise.all(processes.map((load) => load.readClock())),
    start(startAtUs) {
      for (const load of processes) load.send({ type: 'start', startAtUs });
    },
    async finish() {
      const patienceMs = horizonUsOf(plan) / 1e3 + DRAIN_LIMIT_MS + 30_000;
      const answers = await all('finished', patienceMs);
      return answers.map(({ summary }) => summary);
    },
    get progress() {
      return {
        deliveries: deliveries.reduce((sum, count) => sum + count, 0),
        recentUs: recent.flatMap(({ latenciesUs }) => [...latenciesUs]),
      };
    },
    close,
  } satisfies EngineSession;
}
