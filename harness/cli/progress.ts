import ora, { type Ora } from 'ora';
import type { TrialProgress } from '../run.ts';

const REFRESH_MS = 200;

/** Shows what is being measured: on a terminal one living line, elsewhere a line for each trial. */
export class Progress {
  readonly #spinner: Ora | undefined;
  #now: TrialProgress | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    // Ctrl-C must reach the bench, which ends its processes; ora would swallow it.
    if (process.stderr.isTTY) this.#spinner = ora({ stream: process.stderr, discardStdin: false });
  }

  readonly show = (progress: TrialProgress): void => {
    this.#now = progress;
    if (this.#spinner === undefined) {
      if (progress.phase === 'start') process.stderr.write(`${placeOf(progress)}\n`);
      return;
    }
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
    this.#spinner.text = `${placeOf(this.#now)} · ${this.#now.phase} · ${deliveries} deliveries`;
  }
}

const placeOf = ({ number, of, case: benchCase }: TrialProgress): string =>
  `trial ${number} of ${of}: ${benchCase.id}`;
