import { type RandomSource, randomSource } from '../../scenarios/random.ts';

/** Blocks of one pair, and which of a block's two equal trials stands for the subject. */
export type Draw = readonly { readonly block: number; readonly swapped: boolean }[];

/**
 * Draws pairs of cases from real trials that were measured in blocks. Trials are only ever compared
 * within their block, as in a real run, so that what the machine did meanwhile stays in both; no
 * block comes twice in one pair. Which of two equal trials is the subject is a coin's throw: where
 * there is no difference, neither is special.
 *
 * @param of how many blocks there are
 * @param size blocks of one pair
 */
export function drawPairs(of: number, size: number, pairs: number, seed: string): readonly Draw[] {
  const random = randomSource(seed, 'pairs');
  return Array.from({ length: pairs }, () =>
    someOf(of, size, random).map((block) => ({ block, swapped: random.uniform() < 0.5 })),
  );
}

/** So many different numbers below a bound: the first of a shuffle (Fisher and Yates). */
function someOf(bound: number, size: number, random: RandomSource): number[] {
  const numbers = Array.from({ length: bound }, (_, number) => number);
  for (let place = 0; place < size; place++) {
    const other = place + random.below(bound - place);
    [numbers[place], numbers[other]] = [numbers[other] as number, numbers[place] as number];
  }
  return numbers.slice(0, size);
}
