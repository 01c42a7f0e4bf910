/** What a host tells of its player, now and then. */
export interface Update {
  readonly positionMs: number;
  readonly playing: boolean;
}

/** Where the player is between two updates: it goes on by itself, so once a second is plenty. */
export class Player {
  #update: Update = { positionMs: 0, playing: false };
  #heardMs = 0;

  hear(update: Update, nowMs: number = performance.now()): void {
    this.#update = update;
    this.#heardMs = nowMs;
  }

  positionMs(nowMs: number = performance.now()): number {
    const { positionMs, playing } = this.#update;
    return playing ? positionMs + nowMs - this.#heardMs : positionMs;
  }
}
