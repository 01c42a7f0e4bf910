import type { CapacityRequest, ProbeProgress } from '../capacity/case-search.ts';
import type { SearchPhase } from '../capacity/search.ts';
import type { CapacityProbe } from '../results/capacity-schema.ts';
import { sayDuration, sayLoad } from './figures.ts';
import { LivingLine } from './living-line.ts';

const WHY: Readonly<Record<SearchPhase, string>> = {
  grow: 'growing',
  shrink: 'the least',
  bisect: 'closing in',
  confirm: 'repeating',
};

/** One line for each probe that is done; on a terminal a living one below them for the probe under way. */
export class CapacityProgress {
  readonly #line = new LivingLine();
  readonly #by: CapacityRequest['by'];

  constructor(by: CapacityRequest['by']) {
    this.#by = by;
  }

  readonly show = ({ case: benchCase, number, load, why, phase, deliveries, done }: ProbeProgress): void => {
    const place = `${benchCase.id} · probe ${number}, ${WHY[why]}: ${sayLoad(load, this.#by)}`;
    if (done !== undefined) this.#line.leave(`${place}: ${resultOf(done)}`);
    else this.#line.show(() => `${place} · ${phase} · ${deliveries().toLocaleString('en')} deliveries`);
  };

  stop(): void {
    this.#line.stop();
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
