import type { Option } from './advise.ts';
import type { Prediction } from './prediction.ts';
import type { Quantity } from './quantity.ts';

/** What costs are ranked by. */
export const RANKED = ['cpuCores', 'rssBytes', 'bandwidth'] as const;

/** Who needs least of something among those that fit; several where the intervals do not tell them apart. */
export interface Ranking {
  readonly by: (typeof RANKED)[number];
  readonly best: readonly Option[];
  /** The lowest figure among them; null where none is known. */
  readonly least: number | null;
}

export const rankingsOf = (options: readonly Option[]): readonly Ranking[] =>
  RANKED.map((by) => {
    const known = options
      .filter(({ fits }) => fits === 'yes')
      .flatMap((option) => {
        const figure = figureOf(option, by);
        return figure === null ? [] : [{ option, figure }];
      })
      .sort((a, b) => a.figure.value - b.figure.value);
    const [least] = known;
    if (least === undefined) return { by, best: [], least: null };
    const best = known
      .filter(({ figure }) => !isSurelyLess(least.figure, figure))
      .map(({ option }) => option);
    return { by, best, least: least.figure.value };
  });

/** Only where the whole intervals lie apart; a figure without one is apart from nothing. */
const isSurelyLess = (a: Prediction, b: Prediction): boolean =>
  a.high !== null && b.low !== null && a.high < b.low;

function figureOf({ estimates }: Option, by: Ranking['by']): Prediction | null {
  if (by === 'bandwidth') return sumOf([estimates.bytesDownPerSecond, estimates.bytesUpPerSecond]);
  return sumOf([estimates[by]]);
}

/** Both directions of a socket together; null where one of them is not known. */
function sumOf(parts: readonly Option['estimates'][Quantity][]): Prediction | null {
  let [value, low, high]: [number, number | null, number | null] = [0, 0, 0];
  for (const part of parts) {
    if (!('value' in part)) return null;
    value += part.value;
    low = low === null || part.low === null ? null : low + part.low;
    high = high === null || part.high === null ? null : high + part.high;
  }
  return { value, low, high };
}
