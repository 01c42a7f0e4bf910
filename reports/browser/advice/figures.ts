import type { Texts } from '../../../lab/texts.ts';
import type { Prediction } from '../../advice/prediction.ts';
import type { Quantity } from '../../advice/quantity.ts';
import type { Language } from '../../drawing/look.ts';
import { texts } from '../../texts.ts';

/** How a column writes its figures: divided, with the unit in its head. */
interface Scale {
  readonly divisor: number;
  readonly symbol: Texts;
}

const same = (symbol: string): Texts => ({ en: symbol, ko: symbol });

export const SCALES: Readonly<Record<Quantity, Scale>> = {
  cpuCores: { divisor: 0.01, symbol: texts.advicePanel.ofACore },
  rssBytes: { divisor: 1e6, symbol: same('MB') },
  bytesDownPerSecond: { divisor: 1e3, symbol: same('kB/s') },
  bytesUpPerSecond: { divisor: 1e3, symbol: same('kB/s') },
  tcp: { divisor: 1, symbol: same('') },
  requestsPerSecond: { divisor: 1, symbol: same('/s') },
  p50Us: { divisor: 1e3, symbol: same('ms') },
};

/** Two digits of an estimate, three of what is counted by rule; a range that is one number is no range. */
export function sayPrediction(
  { value, low, high }: Prediction,
  { divisor }: Scale,
  language: Language,
): { readonly value: string; readonly range: string | null } {
  const say = (one: number): string => sayRounded(one / divisor, language);
  if (low === null || high === null) return { value: say(value), range: null };
  const [least, most] = [say(low), say(high)];
  return { value: say(value), range: least === most ? null : `${least}–${most}` };
}

const DIGITS = 2;

function sayRounded(value: number, language: Language): string {
  // Below a tenth of its unit a figure is nothing that anybody plans with.
  const rounded = Math.abs(value) < 0.05 ? 0 : value;
  return new Intl.NumberFormat(language, {
    maximumSignificantDigits: value >= 100 ? DIGITS + 1 : DIGITS,
  }).format(rounded);
}
