import type { BenchCase } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';

type Value = BenchCase['parameters'][string];

/** Names carry their unit as a suffix; readers are given it after the number. */
const UNITS: readonly (readonly [suffix: string, symbol: string, perUnit: number])[] = [
  ['Us', 's', 1e6],
  ['Ms', 's', 1e3],
  ['Bytes', 'B', 1],
  ['PerSecond', '/s', 1],
];

/** Such as "poll interval 0.5 s" for `pollIntervalMs: 500`. */
export function sayParameter(name: string, value: Value, language: Language): string {
  const unit = UNITS.find(([suffix]) => name.endsWith(suffix));
  if (unit === undefined || typeof value !== 'number') return `${words(name)} ${plain(value, language)}`;
  const [suffix, symbol, perUnit] = unit;
  return `${words(name.slice(0, -suffix.length))} ${plain(value / perUnit, language)}\u00a0${symbol}`;
}

const words = (name: string): string => name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const plain = (value: Value, language: Language): string =>
  typeof value === 'number' ? value.toLocaleString(language, { maximumFractionDigits: 6 }) : String(value);
