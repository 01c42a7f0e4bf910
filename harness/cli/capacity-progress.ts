import ora, { type Ora } from 'ora';
import type { CapacityRequest, ProbeProgress } from '../capacity/case-search.ts';
import type { SearchPhase } from '../capacity/search.ts';
import type { CapacityProbe } from '../results/capacity-schema.ts';
import { sayDuration, sayLoad } from './figures.ts';

const REFRESH_MS = 200;

const WHY: Readonly<Record<SearchPhase, string>> = {
  grow: 'growing',
  shrink: 'the least',
  bisect: 'closing in',
  confirm: 'repeating',
};

/** One line for each probe that is done; on a terminal a living one below them for the probe under way. */
export class CapacityProgress {
  readonly #spinner: Ora | undefined;
  readonly #by: CapacityRequest['by'];
  #now: ProbeProgress | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(by: CapacityRequest['by']) {
    this.#by = by;
    if (process.stderr.isTTY) this.#spinner = ora({ stream: process.stderr, discardStdin: false });
  }

  readonly show = (progress: ProbeProgress): void => {
    this.#now = progress;
    if (progress.done !== undefined) {
      this.#spinner?.stop();
      process.stderr.write(`${this.#placeOf(progress)}: ${resultOf(progress.done)}\n`);
      return;
    }
    if (this.#spinner === undefined) return;
    this.#timer ??= setInterval(() => this.#draw(), REFRESH_MS);
    if (!this.#spinner.isSpinning) this.#spinner.start();
    this.#draw();
  };

  stop(): void {
    clearInterval(this.#timer);
    this.#spinner?.stop();
  }

  #draw(): void {
    if (this.#now === undefined || this.#spinner === undefined) return;
    const deliveries = this.#now.deliveries().toLocaleString('en');
    this.#spinner.text = `${this.#placeOf(this.#now)} · ${this.#now.phase} · ${deliveries} deliveries`;
  }

  #placeOf({ case: benchCase, number, load, why }: ProbeProgress): string {
    return `${benchCase.id} · probe ${number}, ${WHY[why]}: ${sayLoad(load, this.#by)}`;
  }
}

function resultOf({ kept, broken, figures, failure, tookUs }: CapacityProbe): string {
  const took = `${(tookUs / 1e6).toFixed(0)} s`;
  if (failure !== null) return `could not be run: ${failure.message}`;
  const verdict = kept ? 'kept' : `broke ${broken.join(', ')}`;
  if (figures === null) return verdict;
  const { latencyUs, lost, serverCpuShare, generatorCpuShare } = figures;
  return [
    verdict,
    `p99 ${sayDuration(latencyUs.p99)}`,
    ...(lost > 0 ? [`${lost} lost`] : []),
    `server ${Math.round(serverCpuShare * 100)} %`,
    `clients ${Math.round(generatorCpuShare * 100)} % of a core`,
    took,
  ].join(' · ');
}
