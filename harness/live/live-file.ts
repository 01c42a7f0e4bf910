import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicUs } from '../../lab/clock.ts';
import type { CasePlan } from '../plan.ts';
import { LIVE_FILE, type Live } from '../results/live-schema.ts';
import { replaceFile } from '../results/store.ts';
import type { RunOptions } from '../run.ts';
import { horizonUsOf } from '../trial-plan.ts';
import type { Phase } from '../watch-trial.ts';
import type { Glimpse } from './glimpse.ts';

const PERIOD_MS = 500;

/** One trial or probe under way. */
export interface LiveTrial {
  readonly case: CasePlan;
  readonly number: number;
  readonly of: number | null;
  readonly probe: Live['probe'];
  readonly phase: Phase;
  readonly deliveries: () => number;
  readonly glimpse: () => Glimpse;
}

/**
 * Says in the run's folder what is under way, for who watches: `live.json`, twice a second. It is no part of
 * the result, so where it cannot be written, nothing is said and the run goes on.
 */
export class LiveFile {
  readonly #run: Pick<RunOptions, 'startedAt' | 'command' | 'request'>;
  readonly #path: string;
  #trial: LiveTrial | undefined;
  #playedFromUs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(run: Pick<RunOptions, 'startedAt' | 'command' | 'request' | 'folder'>) {
    this.#run = run;
    this.#path = join(run.folder, LIVE_FILE);
  }

  show(trial: LiveTrial): void {
    if (trial.phase === 'start') this.#playedFromUs = undefined;
    if (trial.phase === 'warm-up') this.#playedFromUs = monotonicUs();
    this.#trial = trial;
    this.#timer ??= setInterval(() => this.#write(), PERIOD_MS);
  }

  /** Takes the file away. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    // A file that cannot be taken away must not make a failure of a run that is done; it soon counts for nothing.
    await rm(this.#path, { force: true }).catch(() => {});
  }

  #write(): void {
    const trial = this.#trial;
    // A disk that is slower than this must not be given more to do.
    if (trial === undefined || this.#writing !== undefined) return;
    this.#writing = replaceFile(this.#path, JSON.stringify(this.#describe(trial)))
      .catch(() => {})
      .finally(() => {
        this.#writing = undefined;
      });
  }

  #describe({ case: benchCase, number, of, probe, phase, deliveries, glimpse }: LiveTrial): Live {
    const { startedAt, command, request } = this.#run;
    const { transport, http } = benchCase.trial;
    const shown = [...request.transports, ...(request.reference ? [request.reference] : [])];
    const { title, colour } = shown.find(({ id }) => id === transport) ?? {
      title: { en: transport, ko: transport },
      colour: { light: '#5c636d', dark: '#a2a9b3' },
    };
    const sincePlayedUs = this.#playedFromUs === undefined ? 0 : monotonicUs() - this.#playedFromUs;
    return {
      schema: 'realtime-transport-lab/live/1',
      pid: process.pid,
      writtenAt: new Date().toISOString(),
      startedAt: startedAt.toISOString(),
      command,
      scenario: request.scenario.title,
      fault: request.fault?.title ?? null,
      transport: { title, colour },
      http,
      number,
      of,
      probe,
      phase,
      played: Math.min(1, sincePlayedUs / horizonUsOf(benchCase.trial)),
      deliveries: deliveries(),
      ...glimpse(),
    };
  }
}
