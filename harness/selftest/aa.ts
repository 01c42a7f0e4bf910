import { compareTrials } from '../results/comparison.ts';
import type { Trial } from '../results/schema.ts';
import type { SelfTest } from '../results/selftest-schema.ts';
import { type Draw, drawPairs } from './aa-draw.ts';
import { PLAIN, type SelfTestLab } from './selftest-lab.ts';
import { BLOCKS, COMPARED, DEARER_BY, dearerServer as server } from './twins.ts';

type Aa = NonNullable<SelfTest['aa']>;

/** With two equal trials of each server in a block: 40 of the undisturbed one, and 40 of the dearer. */
const AA_BLOCKS = 20;
const PAIRS = 200;

/** What the bounds are of: a family of comparisons, and +15 % CPU. */
export const BOUNDS = { falseAlarms: 0.05, found: 0.9 };

/** Trials of one block, two and two. */
export interface AaBlock {
  readonly plain: readonly [Trial, Trial];
  readonly dearer: readonly [Trial, Trial];
}

/** Measures the blocks, and judges pairs that are drawn from them. */
export async function measureAa(lab: SelfTestLab): Promise<Aa> {
  const { cases } = await lab.run({
    cases: [{ id: 'control' }, { id: 'twin' }, { id: 'dearer', server }, { id: 'dearer twin', server }].map(
      (one) => ({ ...one, plan: COMPARED }),
    ),
    blocks: AA_BLOCKS,
  });
  const [control = [], twin = [], dearer = [], dearerTwin = []] = cases.map(({ trials }) => trials);
  const blocks = control.map(
    (trial, block): AaBlock => ({
      plain: [trial, twin[block] as Trial],
      dearer: [dearer[block] as Trial, dearerTwin[block] as Trial],
    }),
  );
  const draws = drawPairs(blocks.length, BLOCKS, PAIRS, PLAIN.seed);
  const shares = judgeDraws(blocks, draws);
  return {
    finishedAt: new Date().toISOString(),
    trials: blocks.length * 2,
    pairs: draws.length,
    ...shares,
    plantedShare: DEARER_BY,
    holds: isWithinBounds(shares),
  };
}

export const isWithinBounds = ({ falseAlarms, found }: Pick<Aa, 'falseAlarms' | 'found'>): boolean =>
  falseAlarms <= BOUNDS.falseAlarms && found >= BOUNDS.found;

/** In what share of the pairs the same server was called different, and the dearer one dearer. */
export function judgeDraws(
  blocks: readonly AaBlock[],
  draws: readonly Draw[],
): Pick<Aa, 'falseAlarms' | 'found'> {
  const shareOf = (holds: (draw: Draw) => boolean): number => draws.filter(holds).length / draws.length;
  const trialsOf = (draw: Draw, server: keyof AaBlock, first: boolean): Trial[] =>
    draw.flatMap(({ block, swapped }) => blocks[block]?.[server][swapped === first ? 1 : 0] ?? []);
  return {
    falseAlarms: shareOf((draw) =>
      compareTrials(trialsOf(draw, 'plain', true), trialsOf(draw, 'plain', false)).some(
        ({ verdict }) => verdict === 'lower' || verdict === 'higher',
      ),
    ),
    found: shareOf((draw) =>
      compareTrials(trialsOf(draw, 'dearer', true), trialsOf(draw, 'plain', true)).some(
        ({ metric, verdict }) => metric === 'server.cpuUsPerDelivery' && verdict === 'higher',
      ),
    ),
  };
}
