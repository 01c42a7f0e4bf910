import { spin } from './disturb.ts';

/**
 * Deliveries that are burnt for at once. A spin for one of them would take a tenth more than it is told, which
 * is what reading the clock takes.
 */
const AT_ONCE = 50;
/** What deliveries take is looked at anew after so many spins: the compiler is at work in the first seconds. */
const SPINS = 40;

/**
 * Makes deliveries dearer by a share of what they take anyway, as this process sees it while it delivers: what
 * a trial before would tell is up to a fifth off on a machine that others use.
 */
export class ShareBurner {
  readonly #share: number;
  #owing = 0;
  #spins = 0;
  /** Of one spin. */
  #spinUs = 0;
  #lookedAtUs = cpuUs();

  /** @param share such as 0.15 */
  constructor(share: number) {
    this.#share = share;
  }

  /** Called for each delivery. */
  burn(): void {
    if (++this.#owing < AT_ONCE) return;
    this.#owing = 0;
    spin(this.#spinUs * 1e3);
    if (++this.#spins === SPINS) this.#look();
  }

  #look(): void {
    const nowUs = cpuUs();
    const ownUs = nowUs - this.#lookedAtUs - SPINS * this.#spinUs;
    this.#spinUs = Math.max(0, (this.#share * ownUs) / SPINS);
    this.#lookedAtUs = nowUs;
    this.#spins = 0;
  }
}

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
