import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findScenario } from '../../scenarios/registry.ts';
import { findTransport, loadTransports } from '../../transports/registry.ts';
import native from '../engines/native/index.ts';
import { openLoadSession } from '../engines/native/load-session.ts';
import type { Program } from '../lab-process.ts';
import { loadMeters } from '../load-parts.ts';
import { orderInBlocks } from '../plan.ts';
import type { BenchCase, Run } from '../results/schema.ts';
import { type RunOptions, runBench } from '../run.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { measureTwins, type Twins } from './twins.ts';

/** One case of a run in which something may be planted. */
export interface PlantedCase {
  readonly id: string;
  /** What differs from `PLAIN`. */
  readonly plan?: Partial<TrialPlan>;
  /** In place of the server under test. */
  readonly server?: Program;
}

export interface PlantedRun {
  readonly cases: readonly PlantedCase[];
  /** Blocks in which each case has one trial; one unless told. */
  readonly blocks?: number;
  /** In place of the clients, in all cases. */
  readonly load?: Program;
}

/** A small case of half a second's warm-up and two seconds, on a fixed schedule. */
export const PLAIN: TrialPlan = {
  scenario: 'live-feed',
  // Not a divisor of 1,000: else every 1,000th delivery would be one and the same subscriber's.
  parameters: { clients: 47, rate: 100, payloadBytes: 100 },
  transport: 'sse',
  http: '1.1',
  tls: false,
  seed: 'self-test',
  warmUpUs: 500_000,
  durationUs: 2_000_000,
  tabsPerBrowser: 1,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

export interface SelfTestOptions {
  readonly signal: AbortSignal;
  readonly onTrial: RunOptions['onTrial'];
}

/** What defects are hunted with: real runs, from the first process to the warnings, as `bench` makes them. */
export class SelfTestLab {
  readonly #options: SelfTestOptions;
  #twins: Promise<Twins> | undefined;

  constructor(options: SelfTestOptions) {
    this.#options = options;
  }

  /** Runs the cases in blocks; its result is read and thrown away. Rejects as `runBench` does, and when aborted. */
  async run({ cases, blocks = 1, load }: PlantedRun): Promise<Run> {
    const folder = await mkdtemp(join(tmpdir(), 'self-test-'));
    const plans = cases.map(({ id, plan }) => ({ id, trial: { ...PLAIN, ...plan } }));
    const transports = await loadTransports();
    try {
      const run = await runBench({
        id: 'self-test',
        startedAt: new Date(),
        folder,
        command: 'npm run selftest',
        request: {
          scenario: await findScenario(PLAIN.scenario),
          parameters: PLAIN.parameters,
          transports: [...new Set(plans.map(({ trial }) => trial.transport))].map((id) =>
            findTransport(transports, id),
          ),
          http: ['1.1', '2'],
          trials: blocks,
          policy: PLAIN,
        },
        plan: { cases: plans, order: orderInBlocks(plans, blocks, PLAIN.seed), unavailable: [] },
        engine: load ? { id: 'native', open: (plan) => openLoadSession(plan, load, 1) } : native,
        server: ({ id }) => cases.find((one) => one.id === id)?.server,
        meters: await loadMeters(),
        ...this.#options,
      });
      this.#options.signal.throwIfAborted();
      return run;
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** One server three times over: measured when first asked for, and once. */
  twins(): Promise<Twins> {
    this.#twins ??= measureTwins(this, ['twin', 'dearer']);
    return this.#twins;
  }

  /** The same for one case with one trial. */
  async runOne(one: PlantedCase, load?: Program): Promise<BenchCase> {
    const run = await this.run({ cases: [one], ...(load && { load }) });
    return run.cases[0] as BenchCase;
  }
}
