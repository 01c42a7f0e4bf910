import { BYTE_CLASSES, type ByteClass, LEDGER_PHASES, type LedgerPhase } from '../results/byte-classes.ts';
import type { BothWays, Ledger, LedgerAccount } from '../results/ledger-schema.ts';

/** Enters bytes of one direction: what they are, how many, and when they came past. */
export type Enter = (what: ByteClass, bytes: number, timeUs: number) => void;

/** Where every byte of a trial is entered once, by phase, class and direction. */
export class Book {
  readonly #startAtUs: number;
  readonly #endAtUs: number;
  readonly phases: Ledger['phases'] = {
    connect: emptyAccount(),
    deliver: emptyAccount(),
    close: emptyAccount(),
  };

  /**
   * @param startAtUs when the schedule starts, and with it the phase `deliver`
   * @param endAtUs   when the last delivery had come, and the phase `close` begins
   */
  constructor(startAtUs: number, endAtUs: number) {
    this.#startAtUs = startAtUs;
    this.#endAtUs = endAtUs;
  }

  column(direction: keyof BothWays): Enter {
    return (what, bytes, timeUs) => {
      const phase = timeUs < this.#startAtUs ? 'connect' : timeUs < this.#endAtUs ? 'deliver' : 'close';
      this.phases[phase][what][direction] += bytes;
    };
  }

  /** Everything that was entered in these phases. */
  total(phases: readonly LedgerPhase[] = LEDGER_PHASES): BothWays {
    const sum = { up: 0, down: 0 };
    for (const phase of phases) {
      for (const { up, down } of Object.values(this.phases[phase])) {
        sum.up += up;
        sum.down += down;
      }
    }
    return sum;
  }
}

const emptyAccount = (): LedgerAccount =>
  Object.fromEntries(BYTE_CLASSES.map((name) => [name, { up: 0, down: 0 }])) as LedgerAccount;
