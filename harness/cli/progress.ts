import type { TrialProgress } from '../run.ts';
import { LivingLine } from './living-line.ts';

/** Shows what is being measured: on a terminal one living line, elsewhere a line for each trial. */
export class Progress {
  readonly #line = new LivingLine();

  readonly show = (progress: TrialProgress): void => {
    const { number, of, case: benchCase, phase, deliveries } = progress;
    const place = `trial ${number} of ${of}: ${benchCase.id}`;
    if (this.#line.isSeen) {
      this.#line.show(() => `${place} · ${phase} · ${deliveries().toLocaleString('en')} deliveries`);
    } else if (phase === 'start') this.#line.leave(place);
  };

  stop(): void {
    this.#line.stop();
  }
}
