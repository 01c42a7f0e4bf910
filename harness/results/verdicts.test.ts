import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomSource } from '../../scenarios/random.ts';
import { intervalOf, type LogRatio, pairedLogRatio, unpairedLogRatio } from './log-ratio.ts';
import { judgeFamily } from './verdicts.ts';

/** Around where verdicts change: so many standard errors beyond ±3 %. */
const logRatio = fc
  .record({
    beyond: fc.integer({ min: -200, max: 900 }).map((percent) => percent / 100),
    sign: fc.constantFrom(-1, 1),
    standardError: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 3_000 }).map((e) => e / 1e4),
    ),
    freedom: fc.integer({ min: 2, max: 12 }),
  })
  .map(({ beyond, sign, standardError, freedom }) => ({
    mean: sign * (Math.log(1.03) + beyond * (standardError || 0.01)),
    standardError,
    freedom,
    blocks: freedom + 1,
  }));
const families = fc.array(fc.option(logRatio, { freq: 8 }), { minLength: 1, maxLength: 8 });

test('an interval clears ±3 % exactly where the verdict says lower or higher', () => {
  fc.assert(
    fc.property(families, (family) => {
      for (const { verdict, interval } of judgeFamily(family)) {
        if (interval === null) expect(verdict).toBe('unknown');
        else if (interval.low > 1.03) expect(verdict).toBe('higher');
        else if (interval.high < 1 / 1.03) expect(verdict).toBe('lower');
        else expect(verdict).toBe('indistinguishable');
      }
    }),
  );
});

/** The α at which the interval just touches ±3 %, by bisection: the p value. */
function pValueOf(ratio: LogRatio): number {
  const clears = (alpha: number): boolean => {
    const { low, high } = intervalOf(ratio, alpha);
    return low > 1.03 || high < 1 / 1.03;
  };
  if (!clears(1)) return 1;
  let [below, above] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (below + above) / 2;
    if (middle > 0 && clears(middle)) above = middle;
    else below = middle;
  }
  return above;
}

test('the verdicts are those of Holm’s procedure as it stands in the books', () => {
  fc.assert(
    fc.property(families, (family) => {
      const known = family.filter((ratio) => ratio !== null);
      const sorted = known.map((ratio) => pValueOf(ratio)).sort((a, b) => a - b);
      const stop = sorted.findIndex((p, place) => p > 0.05 / (sorted.length - place));
      const expected = stop === -1 ? sorted.length : stop;
      const told = judgeFamily(family).filter(
        ({ verdict }) => verdict === 'lower' || verdict === 'higher',
      ).length;
      expect(told).toBe(expected);
    }),
  );
});

test('the order of a family and the direction of its ratios change no verdict', () => {
  const mirror = {
    lower: 'higher',
    higher: 'lower',
    indistinguishable: 'indistinguishable',
    unknown: 'unknown',
  };
  fc.assert(
    fc.property(families, (family) => {
      const told = judgeFamily(family).map(({ verdict }) => verdict);
      const turned = [...family].reverse().map((ratio) => ratio && { ...ratio, mean: -ratio.mean });
      expect(judgeFamily(turned).map(({ verdict }) => mirror[verdict])).toEqual(told.reverse());
    }),
  );
});

test('what is decided early leaves the others more room', () => {
  const sure = { mean: 1, standardError: 0.01, freedom: 4, blocks: 5 };
  const doubtful = { mean: 0.2, standardError: 0.055, freedom: 4, blocks: 5 };
  expect(judgeFamily([doubtful, doubtful])[0]?.verdict).toBe('indistinguishable');
  const [first, second] = judgeFamily([sure, doubtful]);
  expect([first?.confidence, second?.confidence]).toEqual([0.975, 0.95]);
  expect(second?.verdict).toBe('higher');
});

/** Five metrics, five blocks, noise so wide that 3 % is nothing beside it: the worst there is. */
const METRICS = 5;
const BLOCKS = 5;
const FAMILIES = 4_000;
/** Three deviations of a share of 5 % among so many families. */
const LUCK = 3 * Math.sqrt((0.05 * 0.95) / FAMILIES);

const random = randomSource('verdicts', 'noise');
const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
const noisy = (truth: number, deviation: number): number => truth * Math.exp(deviation * normal());

const ESTIMATORS = {
  paired: (truth: number, deviation: number) =>
    pairedLogRatio(
      Array.from({ length: BLOCKS }, () => {
        const drift = noisy(1, 2);
        return [noisy(truth, deviation) * drift, noisy(1, deviation) * drift];
      }),
    ),
  unpaired: (truth: number, deviation: number) =>
    unpairedLogRatio(
      Array.from({ length: BLOCKS }, () => noisy(truth, deviation)),
      Array.from({ length: BLOCKS }, () => noisy(1, deviation)),
    ),
} as const;

for (const [name, estimate] of Object.entries(ESTIMATORS)) {
  const family = (truth: number, deviation: number): (LogRatio | null)[] =>
    Array.from({ length: METRICS }, () => estimate(truth, deviation));

  test(`of ${name} families without a difference at most 5 % raise an alarm, and all bounds hold in 95 %`, () => {
    let [alarms, misses] = [0, 0];
    for (let draw = 0; draw < FAMILIES; draw++) {
      const judged = judgeFamily(family(1, 0.5));
      if (judged.some(({ verdict }) => verdict !== 'indistinguishable')) alarms++;
      if (judged.some(({ interval }) => interval && (interval.low > 1 || interval.high < 1))) misses++;
    }
    expect(alarms / FAMILIES).toBeLessThan(0.05 + LUCK);
    expect(misses / FAMILIES).toBeLessThan(0.05 + LUCK);
    // It is not merely blind: noise as wide as this does reach what it is allowed.
    expect(misses / FAMILIES).toBeGreaterThan(0.03 - LUCK);
  });

  test(`each bound of ${name} families with differences covers its own truth in 95 %`, () => {
    let misses = 0;
    for (let draw = 0; draw < FAMILIES; draw++) {
      const truths = [1, 1.02, 1.2, 0.5, 3];
      const judged = judgeFamily(truths.map((truth) => estimate(truth, 0.1)));
      for (const [place, truth] of truths.entries()) {
        const interval = judged[place]?.interval;
        if (interval && (interval.low > truth || interval.high < truth)) misses++;
      }
    }
    expect(misses / FAMILIES / METRICS).toBeLessThan(0.05);
  });

  test(`15 % are found in nine of ten ${name} families with 2 % of noise`, () => {
    let found = 0;
    for (let draw = 0; draw < 500; draw++) {
      if (judgeFamily([estimate(1.15, 0.02), ...family(1, 0.02).slice(1)])[0]?.verdict === 'higher') found++;
    }
    expect(found / 500).toBeGreaterThan(0.9);
  });
}
