import type { Language } from '../drawing/look.ts';
import type { Figure } from './over-trials.ts';
import type { Unit } from './units.ts';

/**
 * Digits that one trial is worth showing. Repeating a trial on a quiet machine moves most figures by
 * several per cent, so a third digit would be noise.
 */
const DIGITS_OF_ONE_TRIAL = 2;
/** HdrHistogram keeps three digits, so nothing has more. */
const MOST_DIGITS = 3;

export interface Rounded {
  readonly value: string;
  /** "lowest–highest" of the trials, or null where there is no range. */
  readonly range: string | null;
}

/** Rounds a figure to the digits that its spread over the trials supports. */
export function roundFigure(figure: Figure, unit: Unit, language: Language): Rounded {
  const [value, min, max] = [figure.value, figure.min, figure.max].map((one) => one / unit.divisor) as [
    number,
    number,
    number,
  ];
  const format = (one: number, exponent: number): string => {
    // A bound that is much smaller than the value still keeps its first digit instead of reading 0.
    const own = one === 0 ? exponent : Math.min(exponent, magnitude(one));
    const decimals = Math.max(0, -own);
    const rounded = Math.round(one / 10 ** own) * 10 ** own;
    return new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(rounded);
  };
  const exponent = figure.exact ? 0 : lastDigit(value, max - min, figure.trials, unit);
  if (figure.exact || figure.trials < 2) return { value: format(value, exponent), range: null };
  const [low, high] = [format(min, exponent), format(max, exponent)];
  return { value: format(value, exponent), range: low === high ? null : `${low}–${high}` };
}

/** A figure as one string with its unit. */
export function sayFigure(figure: Figure, unit: Unit, language: Language, withRange = false): string {
  const { value, range } = roundFigure(figure, unit, language);
  const said = unit.symbol[language] === '' ? value : `${value}${unit.space}${unit.symbol[language]}`;
  return withRange && range !== null ? `${said} (${range})` : said;
}

const magnitude = (value: number): number => Math.floor(Math.log10(Math.abs(value)));

/** The power of ten of the last digit to show. */
function lastDigit(value: number, spread: number, trials: number, unit: Unit): number {
  if (value === 0) return 0;
  const own = magnitude(value);
  // A count came out as it is, and has no fractions; what the trials disagree on is still rounded off.
  const digits = trials < 2 ? DIGITS_OF_ONE_TRIAL : MOST_DIGITS;
  const finest = unit.whole ? Math.min(0, own) : own - (digits - 1);
  if (trials < 2) return finest;
  if (spread <= 0) return finest;
  return Math.min(own, Math.max(finest, magnitude(spread)));
}
