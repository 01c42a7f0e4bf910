import ora, { type Ora } from 'ora';

const REFRESH_MS = 200;

/** What is under way, on the last line of a terminal: drawn again as it goes on. Elsewhere there is none. */
export class LivingLine {
  readonly #spinner: Ora | undefined;
  #say = (): string => '';
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    // Ctrl-C must reach the command, which ends its processes; ora would swallow it.
    if (process.stderr.isTTY) this.#spinner = ora({ stream: process.stderr, discardStdin: false });
  }

  /** False where output is no terminal, and lines that stay must say everything. */
  get isSeen(): boolean {
    return this.#spinner !== undefined;
  }

  /** @param say what to draw, asked again until it is told otherwise */
  show(say: () => string): void {
    if (this.#spinner === undefined) return;
    this.#say = say;
    this.#draw();
    this.#timer ??= setInterval(() => this.#draw(), REFRESH_MS);
    if (!this.#spinner.isSpinning) this.#spinner.start();
  }

  /** Ends what is drawn, and leaves a line that stays. */
  leave(line: string): void {
    this.stop();
    process.stderr.write(`${line}\n`);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#spinner?.stop();
  }

  #draw(): void {
    if (this.#spinner !== undefined) this.#spinner.text = this.#say();
  }
}
