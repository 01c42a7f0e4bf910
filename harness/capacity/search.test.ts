import { describe, expect, test } from 'vitest';
import { randomSource } from '../../scenarios/random.ts';
import { type Frontier, type SearchOptions, type SearchPhase, searchFrontier } from './search.ts';

const OPTIONS: SearchOptions = {
  from: 500,
  least: 10,
  most: 1_000_000,
  resolution: 0.05,
  round: Math.round,
  mayProbe: () => true,
};

interface Search extends Frontier {
  readonly probes: readonly { readonly load: number; readonly phase: SearchPhase; readonly kept: boolean }[];
}

const STALLED = 'stalled';

async function search(
  keeps: (load: number) => boolean | typeof STALLED,
  options: Partial<SearchOptions> = {},
): Promise<Search> {
  const probes: { load: number; phase: SearchPhase; kept: boolean }[] = [];
  const frontier = await searchFrontier(
    async (load, phase) => {
      const outcome = keeps(load);
      probes.push({ load, phase, kept: outcome === true });
      return { kept: outcome === true, doubtful: outcome === STALLED };
    },
    { ...OPTIONS, ...options },
  );
  return { ...frontier, probes };
}

/** A server whose capacity differs from probe to probe by `sigma` (log), and of whose probes some are stalled. */
function noisy(capacity: number, sigma: number, stalled: number, seed: string) {
  const random = randomSource(seed, 'frontier');
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  return (load: number): boolean | typeof STALLED => {
    const own = capacity * Math.exp(sigma * normal());
    if (random.uniform() >= stalled) return load < own || (load < 1.3 * capacity ? STALLED : false);
    // With a full core nobody can tell.
    return load < 1.3 * capacity ? STALLED : false;
  };
}

test('a sharp frontier is found to the resolution, with both sides repeated', async () => {
  for (const capacity of [11, 37, 730, 4_300, 90_000]) {
    const { answer, next, confirmed, probes } = await search((load) => load < capacity);
    expect(confirmed).toBe(true);
    expect(answer).toBeLessThan(capacity);
    expect(next).toBeGreaterThanOrEqual(capacity);
    expect((next ?? 0) / (answer ?? 1)).toBeLessThanOrEqual(1.1);
    const times = (side: number | null) => probes.filter(({ load }) => load === side).length;
    expect([times(answer), times(next)]).toEqual([2, 3]);
  }
});

test('it grows geometrically, then closes in, then repeats', async () => {
  const { probes } = await search((load) => load < 4_300);
  const phases = probes.map(({ phase }) => phase);
  expect(phases).toEqual([...phases].sort((a, b) => order(a) - order(b)));
  const grown = probes.filter(({ phase }) => phase === 'grow').map(({ load }) => load);
  for (const [index, load] of grown.entries()) {
    if (index > 0) expect(load / (grown[index - 1] ?? 1)).toBeCloseTo(2, 0);
  }
  expect(probes.length).toBeLessThanOrEqual(13);
  // Closing in halves what is left: a step at a time would take twelve probes from 4,000 to here.
  expect((await search((load) => load < 7_500)).probes.length).toBeLessThanOrEqual(13);
});

const order = (phase: SearchPhase): number => ['shrink', 'grow', 'bisect', 'confirm'].indexOf(phase);

test('two searches probe the same loads, wherever they begin', async () => {
  const one = await search((load) => load < 4_300);
  const other = await search((load) => load < 4_300, { from: 900 });
  expect([other.answer, other.next]).toEqual([one.answer, one.next]);
});

test('an objective that not even the least load keeps is said at once', async () => {
  const { answer, next, confirmed, probes } = await search(() => false);
  expect([answer, next, confirmed]).toEqual([null, 10, true]);
  expect(probes.length).toBeLessThanOrEqual(4);
});

test('what keeps everything has no next load', async () => {
  expect(await search(() => true, { most: 5_000 })).toMatchObject({ next: null, confirmed: true });
});

test('a single stalled probe on the way up does not decide the answer', async () => {
  let probes = 0;
  const { answer, confirmed } = await search((load) => ++probes !== 2 && load < 4_300);
  expect(confirmed).toBe(true);
  expect(answer).toBeGreaterThan(4_000);
});

test('a probe that broke for no reason seen is repeated before anything is built on it', async () => {
  let probes = 0;
  const { answer, probes: all } = await search((load) => (++probes === 2 ? STALLED : load < 4_300));
  expect(all[2]?.load).toBe(all[1]?.load);
  expect(answer).toBe((await search((load) => load < 4_300)).answer);
});

test('of one load one kept probe outweighs two broken ones and not three, as is told after each', async () => {
  const outcomes = [false, true, false, false];
  const told: (readonly (number | null)[])[] = [];
  const { confirmed } = await searchFrontier(
    async (load) => ({ kept: load < 25 || outcomes.shift() === true, doubtful: false }),
    { ...OPTIONS, from: 25, least: 24, most: 25 },
    ({ answer, next }) => {
      told.push([answer, next]);
    },
  );
  const [above, below] = [
    [24, 25],
    [25, null],
  ];
  expect(told).toEqual([[null, 25], above, above, below, below, above]);
  expect(confirmed).toBe(true);
});

test('a search whose time is up gives what it knows, and says that it is not confirmed', async () => {
  let left = 5;
  const { answer, next, confirmed, probes } = await search((load) => load < 4_300, {
    mayProbe: () => left-- > 0,
  });
  expect([confirmed, probes.length]).toEqual([false, 5]);
  expect(answer).toBeLessThan(4_300);
  expect(next).toBeGreaterThan(4_300);
});

test('a probe that says nothing ends the search', async () => {
  const frontier = await searchFrontier(async () => null, OPTIONS);
  expect(frontier).toEqual({ answer: null, next: null, confirmed: false });
});

test('rates have a grid of their own, below 1, too', async () => {
  const round = (rate: number): number => Number(rate.toPrecision(3));
  const { answer } = await search((load) => load < 0.7, { from: 10, least: 0.2, most: 1_000, round });
  expect(answer).toBeGreaterThan(0.65);
  expect(answer).toBeLessThan(0.7);
});

describe('on a machine with noise', () => {
  const runs = 150;
  const triples = async (sigma: number, stalled: number): Promise<{ apart: number; far: number }> => {
    const answers: number[] = [];
    for (let run = 0; run < runs; run++) {
      const { answer } = await search(noisy(4_300, sigma, stalled, `run ${run}`), { most: 20_000 });
      answers.push(answer ?? 0);
    }
    const groups = Array.from({ length: runs / 3 }, (_, index) => answers.slice(3 * index, 3 * index + 3));
    return {
      apart: groups.filter((group) => Math.max(...group) / Math.min(...group) >= 1.15).length / groups.length,
      far: answers.filter((answer) => Math.abs(Math.log(answer / 4_300)) > 0.15).length / runs,
    };
  };

  test('of 5 % three searches nearly always agree within 15 %, and on the right load', async () => {
    const { apart, far } = await triples(0.05, 0);
    expect(apart).toBeLessThan(0.05);
    expect(far).toBeLessThan(0.02);
  });

  test('of 5 % and one stalled probe in ten they mostly do', async () => {
    const { apart, far } = await triples(0.05, 0.1);
    expect(apart).toBeLessThan(0.15);
    expect(far).toBeLessThan(0.05);
  });
});
