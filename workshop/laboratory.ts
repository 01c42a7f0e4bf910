import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import native from '../harness/engines/native/index.ts';
import type { Program } from '../harness/lab-process.ts';
import { runLedgerTrial } from '../harness/ledger/ledger-trial.ts';
import { Link } from '../harness/link/link.ts';
import { loadMeters } from '../harness/load-parts.ts';
import type { ProxyPart } from '../harness/proxy.ts';
import type { Ledger } from '../harness/results/ledger-schema.ts';
import type { Trial } from '../harness/results/schema.ts';
import { type ProxyStart, startProxy } from '../harness/start-proxy.ts';
import { runTrial } from '../harness/trial.ts';
import type { TrialPlan } from '../harness/trial-plan.ts';
import { openChromium } from '../lab/chromium.ts';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import type { OutsideServer } from '../lab/outside/outside-server.ts';
import { findProgram } from '../lab/outside-program.ts';
import { RedisServer } from '../lab/redis-server.ts';
import { type HostOptions, type RunningHost, startHost } from '../transports/start-host.ts';
import { Endings } from './endings.ts';

const codes = defineErrorCodes({
  'workshop-program-missing': 'An experiment needs a program that this machine does not have',
});

/** What an experiment is given: real parts of the lab, each of which is ended with it. */
export interface Laboratory {
  readonly signal: AbortSignal;
  /** All randomness comes from it. */
  readonly seed: string;
  /** A server in this process. */
  host(options: HostOptions): Promise<RunningHost>;
  /**
   * A trial as `bench` runs it, with server and load processes of its own.
   *
   * @param server takes the place of the server under test: a planted opposite
   */
  trial(plan: ExperimentPlan, server?: Program): Promise<Trial>;
  /** Where every byte of a trial of eight clients goes. */
  ledger(plan: ExperimentPlan): Promise<Ledger>;
  /** A proxy of the lab's, before servers of this machine. */
  proxy(proxy: ProxyPart, start: ProxyStart): Promise<OutsideServer>;
  /** The lab's own TCP link, reached at that port; what lies behind it is told to `link.target`. */
  link(): Promise<{ readonly link: Link; readonly port: number }>;
  /** A Redis of the lab's own; resolves with its URL. */
  redis(): Promise<string>;
  /** The machine's own Chromium, with an empty profile. */
  chromium(...moreArgs: readonly string[]): Promise<Browser>;
  /** The path of an outside program. */
  program(name: string): string;
  /** An empty folder. */
  folder(): Promise<string>;
  /** Done when the experiment is over, last first, whatever happened. */
  onEnd(action: () => unknown): void;
}

/** What an experiment has to say of a trial; the rest is as `bench` has it unless told. */
export type ExperimentPlan = Pick<TrialPlan, 'scenario' | 'parameters' | 'transport' | 'http'> &
  Partial<TrialPlan>;

const USUAL = {
  tls: true,
  warmUpUs: 500_000,
  durationUs: 3_000_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
} as const satisfies Partial<TrialPlan>;

/** Lends a laboratory to whoever experiments, and clears it away. */
export async function withLaboratory<Result>(
  { seed, signal }: Pick<Laboratory, 'seed' | 'signal'>,
  use: (lab: Laboratory) => Promise<Result>,
): Promise<Result> {
  const endings = new Endings();
  const program = (name: string): string => {
    const path = findProgram(name, process.env.PATH ?? '');
    if (path !== undefined) return path;
    throw new LabError(codes['workshop-program-missing'], {
      expected: `the program ${name} on this machine`,
      got: 'none',
      remedy: 'Install it; until then the last stored result is shown.',
    });
  };
  const folder = (): Promise<string> =>
    endings.keep(mkdtemp(join(tmpdir(), 'workshop-')), (path) =>
      rm(path, { recursive: true, maxRetries: 5 }),
    );
  try {
    return await use({
      signal,
      seed,
      program,
      onEnd: (action) => endings.add(action),
      host: (options) => endings.keep(startHost(options), (host) => host.close()),
      proxy: (proxy, start) => endings.keep(startProxy(proxy, start), (server) => server.close()),
      async link() {
        const link = new Link(seed);
        return { link, port: await endings.keep(link.open(), () => link.close()) };
      },
      redis: async () => (await endings.keep(RedisServer.start(), (server) => server.close())).url,
      folder,
      async chromium(...moreArgs) {
        const path = program('chromium');
        const temporary = await folder();
        return endings.keep(openChromium(path, moreArgs, temporary), (browser) => browser.close());
      },
      async ledger(plan) {
        const options = { engine: native, meters: await loadMeters(), signal, onPhase: () => {} };
        return runLedgerTrial({ ...USUAL, seed, ...plan }, options);
      },
      async trial(plan, server) {
        const meters = await loadMeters();
        const { trial } = await runTrial(
          { ...USUAL, seed, ...plan },
          { index: 0, engine: native, meters, signal, onPhase: () => {}, ...(server && { server }) },
        );
        return trial;
      },
    });
  } finally {
    await endings.close();
  }
}
