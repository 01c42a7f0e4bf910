import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicUs } from '../../lab/clock.ts';
import type { Engine, EngineSession } from '../engine.ts';
import { Observer } from '../observer.ts';
import type { BothWays } from '../results/ledger-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { agree, disturbed, unsettled } from './balance.ts';
import { openTap, type SocketTap } from './socket-tap.ts';

/** How long a moment is looked for in which nothing is on its way. */
const QUIET_LIMIT_MS = 5_000;
const QUIET_TICK_MS = 20;

/** What was seen of a trial through its tap. */
export interface TapReport {
  readonly tap: SocketTap;
  readonly startAtUs: number;
  readonly endAtUs: number;
  /** What the server's own raw sockets had counted at `endAtUs`. */
  readonly countedByServer: BothWays;
  /** Received after the schedule's start, duplicates included. */
  readonly deliveries: number;
}

/**
 * The clients of another engine with a tap before their server. Nobody but the engine's own session
 * knows: the trial runs as any other.
 *
 * @param keyLogFile where the engine leaves its TLS secrets
 * @returns the engine, and what its one trial showed once that is over
 */
export function tappedEngine(
  engine: Engine,
  keyLogFile: string,
): { readonly engine: Engine; report(): TapReport } {
  let report: TapReport | undefined;
  const open = async (plan: TrialPlan): Promise<EngineSession> => {
    const inner = await engine.open(plan, { keyLogFile });
    let tap: SocketTap | undefined;
    let observer: Observer | undefined;
    let startAtUs = 0;
    return {
      async connect(target) {
        tap = await openTap(target.origin);
        observer = new Observer(target, plan.http ?? '1.1');
        await inner.connect({ ...target, origin: tap.origin });
      },
      clocks: () => inner.clocks(),
      start(atUs) {
        startAtUs = atUs;
        inner.start(atUs);
      },
      async finish() {
        if (tap === undefined || observer === undefined) throw new Error('"finish" came before "connect"');
        const load = await inner.finish();
        const [failure] = load.flatMap(({ failures }) => Object.entries(failures));
        if (failure !== undefined) throw disturbed(...failure);
        const countedByServer = await countInQuiet(tap, observer);
        const deliveries = load.reduce(
          (sum, { deliveriesByMs }) => sum + deliveriesByMs.reduce((own, count) => own + count, 0),
          0,
        );
        report = { tap, startAtUs, endAtUs: monotonicUs(), countedByServer, deliveries };
        return load;
      },
      get progress() {
        return inner.progress;
      },
      async close() {
        await inner.close();
        observer?.close();
        await tap?.close();
      },
    };
  };
  return {
    engine: { id: engine.id, open },
    report() {
      if (report === undefined) throw new Error('the tapped trial has not finished');
      return report;
    },
  };
}

/** What the server has counted at a moment when the tap has counted the same. */
async function countInQuiet(tap: SocketTap, observer: Observer): Promise<BothWays> {
  const lastUs = monotonicUs() + QUIET_LIMIT_MS * 1e3;
  for (;;) {
    const before = tap.counted();
    const { bytesFromClients, bytesToClients } = (await observer.state()).connections;
    const server = { up: bytesFromClients, down: bytesToClients };
    if (agree(server, before) && agree(before, tap.counted())) return server;
    if (monotonicUs() > lastUs) throw unsettled(before, server);
    await sleep(QUIET_TICK_MS);
  }
}
