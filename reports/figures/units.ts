import type { Texts } from '../../lab/texts.ts';

/** A number and its unit stay on one line. */
const NO_BREAK = '\u00a0';

/** How a quantity is written. Stored values are microseconds and bytes; `divisor` makes them readable. */
export interface Unit {
  readonly symbol: Texts;
  readonly divisor: number;
  /** Between number and symbol. */
  readonly space: '' | typeof NO_BREAK;
  /** Counted one by one. */
  readonly whole?: true;
}

const same = (symbol: string): Texts => ({ en: symbol, ko: symbol });

export const MILLISECONDS: Unit = { symbol: same('ms'), divisor: 1000, space: NO_BREAK };
export const SECONDS: Unit = { symbol: same('s'), divisor: 1e6, space: NO_BREAK };
export const MICROSECONDS: Unit = { symbol: same('µs'), divisor: 1, space: NO_BREAK };
export const BYTES: Unit = { symbol: same('B'), divisor: 1, space: NO_BREAK };
export const KILOBYTES: Unit = { symbol: same('kB'), divisor: 1000, space: NO_BREAK };
export const COUNT: Unit = { symbol: same(''), divisor: 1, space: '', whole: true };
export const PER_SECOND: Unit = { symbol: same('/s'), divisor: 1, space: '', whole: true };
export const PERCENT: Unit = { symbol: same('%'), divisor: 1, space: '' };
export const PLAIN: Unit = { symbol: same(''), divisor: 1, space: '' };
export const TIMES: Unit = { symbol: same('×'), divisor: 1, space: '' };
