import type { TrialOutcome } from '../assemble-trial.ts';
import { type Glimpse, NOTHING_SEEN } from '../live/glimpse.ts';
import type { CasePlan } from '../plan.ts';
import type { CapacityCase, CapacityProbe } from '../results/capacity-schema.ts';
import type { TrialOptions } from '../trial.ts';
import type { TrialPlan } from '../trial-plan.ts';
import type { Phase } from '../watch-trial.ts';
import { runProbe } from './probe.ts';
import { type Frontier, type SearchPhase, searchFrontier, type Vote } from './search.ts';
import type { Slo } from './slo.ts';
import { isDoubtful, isOfTheClients, type StopScene, whatStopped } from './what-stopped.ts';

/** Neighbouring loads differ by so much: finer, and two searches would differ by more than that anyway. */
export const RESOLUTION = 0.05;
/** Of one search, whatever its time. */
const MOST_PROBES = 30;

export interface CapacityRequest {
  readonly by: 'clients' | 'rate';
  readonly slo: Slo;
  /** Where the search begins, and the least and most load that it tries. */
  readonly from: number;
  readonly least: number;
  readonly most: number;
  /** Longest search per case; a probe that would not fit is not begun. */
  readonly searchTimeMs: number;
}

export interface ProbeProgress {
  readonly case: CasePlan;
  /** Counts 1, 2, 3 … within the search. */
  readonly number: number;
  readonly load: number;
  readonly why: SearchPhase;
  readonly phase: Phase;
  readonly deliveries: () => number;
  readonly glimpse: () => Glimpse;
  /** With the result of the probe, once it has one. */
  readonly done?: CapacityProbe;
}

export interface CaseSearchOptions extends Pick<TrialOptions, 'engine' | 'meters' | 'signal'> {
  readonly capacity: CapacityRequest;
  readonly onProbe: (progress: ProbeProgress) => void;
  /** Told what is found so far, after each probe and at the end. */
  readonly save: (found: CapacityCase) => Promise<void>;
}

/** The search for what one transport over one HTTP version carries. */
export class CaseSearch {
  readonly #case: CasePlan;
  readonly #scene: StopScene;
  readonly #options: CaseSearchOptions;
  readonly #beganAt = performance.now();
  readonly #probes: CapacityProbe[] = [];
  readonly #outcomes: TrialOutcome[] = [];
  #error: unknown;

  constructor(benchCase: CasePlan, scene: StopScene, options: CaseSearchOptions) {
    this.#case = benchCase;
    this.#scene = scene;
    this.#options = options;
  }

  /**
   * Searches until the frontier is confirmed, the time is up or the signal aborts. Rejects where not one
   * probe could be run, with what the last one failed of.
   *
   * @returns what was measured, probe by probe
   */
  async run(): Promise<readonly TrialOutcome[]> {
    const { capacity, signal, save } = this.#options;
    const unknown = { answer: null, next: null, confirmed: false };
    await save(this.#found(unknown));
    const frontier = await searchFrontier(
      (load, phase) => this.#probe(load, phase),
      {
        ...capacity,
        resolution: RESOLUTION,
        round: capacity.by === 'clients' ? Math.round : (rate) => Number(rate.toPrecision(3)),
        mayProbe: (load) =>
          !signal.aborted && this.#probes.length < MOST_PROBES && this.#leftMs() > this.#expectedMs(load),
      },
      (soFar) => save(this.#found({ ...soFar, confirmed: false })),
    );
    if (this.#outcomes.length === 0 && this.#error !== undefined) throw this.#error;
    await save(this.#found(frontier));
    return this.#outcomes;
  }

  async #probe(load: number, why: SearchPhase): Promise<Vote | null> {
    const { capacity, engine, meters, signal, onProbe } = this.#options;
    const progress = { case: this.#case, number: this.#probes.length + 1, load, why };
    const startedAt = performance.now();
    // Past the time of the search a probe is given up: it says nothing, and the search ends.
    const timeUp = AbortSignal.timeout(Math.max(1, Math.round(this.#leftMs())));
    const probed = await runProbe(atLoad(this.#case.trial, capacity.by, load), capacity.slo, {
      index: this.#probes.length,
      engine,
      meters,
      signal: AbortSignal.any([signal, timeUp]),
      onPhase: (phase, deliveries, glimpse) => onProbe({ ...progress, phase, deliveries, glimpse }),
    }).catch((error: unknown) => {
      if (signal.aborted || timeUp.aborted) return null;
      throw error;
    });
    if (probed === null) return null;
    if (probed.outcome !== undefined) this.#outcomes.push(probed.outcome);
    this.#error = probed.error;
    const tookUs = Math.round((performance.now() - startedAt) * 1e3);
    const done = { load, phase: why, ...probed.probe, tookUs };
    this.#probes.push(done);
    onProbe({ ...progress, phase: 'drain', deliveries: () => 0, glimpse: () => NOTHING_SEEN, done });
    return { kept: done.kept, doubtful: isDoubtful(done) };
  }

  #found(frontier: Frontier): CapacityCase {
    const { transport, http, tls } = this.#case.trial;
    // Those nearest to the frontier: far beyond it everything is overloaded at once.
    const broken = this.#probes.filter(({ kept, load }) => !kept && load === frontier.next);
    const stop = whatStopped(broken, this.#scene);
    return {
      transport,
      http,
      tls,
      ...frontier,
      atLeast: frontier.answer !== null && (stop === undefined || isOfTheClients(stop.by)),
      stoppedBy: stop?.by ?? null,
      seen: stop?.seen ?? null,
      probes: [...this.#probes],
    };
  }

  #leftMs(): number {
    return this.#options.capacity.searchTimeMs - (performance.now() - this.#beganAt);
  }

  /** By the slowest probe so far: connecting takes longer the more there are to connect. */
  #expectedMs(load: number): number {
    const slowest = this.#probes.toSorted((a, b) => b.tookUs - a.tookUs)[0];
    if (slowest === undefined) return 0;
    return (slowest.tookUs / 1e3) * Math.min(2, Math.max(0.5, load / slowest.load));
  }
}

const atLoad = (plan: TrialPlan, by: CapacityRequest['by'], load: number): TrialPlan => ({
  ...plan,
  parameters: { ...plan.parameters, [by]: load },
});
