/** What one probe says. */
export interface Vote {
  readonly kept: boolean;
  /** It was broken, and nothing was seen that explains it: perhaps the machine's doing and not the load's. */
  readonly doubtful: boolean;
}

/** What a search knows of one load. */
interface Votes {
  kept: number;
  broken: number;
  doubtful: number;
}

export type SearchPhase = 'grow' | 'shrink' | 'bisect' | 'confirm';

export interface SearchOptions {
  /** Where it begins, and the least and the most load that it tries. */
  readonly from: number;
  readonly least: number;
  readonly most: number;
  /** Such as 0.05: neighbouring loads differ by 5 %, and the answer is as fine as that. */
  readonly resolution: number;
  /** To a load that can be asked for: there are no 4,310.7 clients. */
  readonly round: (load: number) => number;
  /** Asked before each probe: false ends the search with what is known. */
  readonly mayProbe: (load: number) => boolean;
}

export interface Frontier {
  /** The largest load that keeps the objective; null where not even the least does. */
  readonly answer: number | null;
  /** The next load, which breaks it; null where the most keeps it. */
  readonly next: number | null;
  /** True where two probes kept it at the answer and three broke it at the next load, and outweighed the others. */
  readonly confirmed: boolean;
}

/** Probes that must agree on either side of the frontier. */
const AGREEING = { kept: 2, broken: 3 } as const;
/**
 * What a broken probe weighs against one that kept the objective. Nothing keeps it by good luck, but any
 * stall breaks it: simulated with one stalled probe in ten and 4 % of noise, three searches differ by 15 %
 * in 3 of 100 cases, and in 15 of 100 with equal weights and two broken probes.
 */
const WEIGHT_OF_BROKEN = 0.4;
/** Growing doubles the load. */
const GROWTH = 2;

/**
 * Finds the largest load that keeps an objective, by probes that may err. Candidates are a fixed grid
 * of loads, the same for every search, so that two searches can agree. The frontier is put where it
 * contradicts the fewest probes; where it is not yet closed in, the search grows or bisects, and where
 * it lies between two neighbours it repeats them until enough probes agree on either side. One disturbed
 * probe is thus outvoted, wherever it happened, instead of deciding the answer.
 *
 * @param probe runs one trial and says whether it kept the objective; null ends the search
 * @param onProbed told the frontier as it is known after each probe
 */
export async function searchFrontier(
  probe: (load: number, phase: SearchPhase) => Promise<Vote | null>,
  options: SearchOptions,
  onProbed: (soFar: Omit<Frontier, 'confirmed'>) => Promise<void> | void = () => {},
): Promise<Frontier> {
  const grid = gridOf(options);
  const votes = new Map<number, Votes>();
  const stride = Math.max(1, Math.round(Math.log(GROWTH) / Math.log(1 + options.resolution)));
  const first = grid.findLastIndex((load) => load <= options.from);
  for (;;) {
    const step = nextStep(votes, Math.max(0, first), stride, grid.length - 1);
    const load = step === null ? undefined : grid[step.at];
    if (step === null || load === undefined || !options.mayProbe(load)) {
      return { ...frontierOf(votes, grid), confirmed: step === null };
    }
    const vote = await probe(load, step.phase);
    if (vote === null) return { ...frontierOf(votes, grid), confirmed: false };
    const own = votes.get(step.at) ?? { kept: 0, broken: 0, doubtful: 0 };
    votes.set(step.at, own);
    own[vote.kept ? 'kept' : 'broken']++;
    if (vote.doubtful) own.doubtful++;
    await onProbed(frontierOf(votes, grid));
  }
}

/** Powers of 1 + resolution from the least to the most load, each once after rounding. */
function gridOf({ least, most, resolution, round }: SearchOptions): number[] {
  const base = 1 + resolution;
  const [low, high] = [least, most].map((load) => Math.log(load) / Math.log(base));
  const grid = new Set<number>();
  for (let power = Math.round(low ?? 0); power <= Math.round(high ?? 0); power++)
    grid.add(round(base ** power));
  return [...grid];
}

/** What to probe next; null where the frontier is confirmed. */
function nextStep(
  votes: ReadonlyMap<number, Votes>,
  first: number,
  stride: number,
  last: number,
): { readonly at: number; readonly phase: SearchPhase } | null {
  if (votes.size === 0) return { at: first, phase: 'grow' };
  const { below, above } = closest(votes);
  if (above === undefined && below !== undefined && below < last) {
    return { at: Math.min(last, below + stride), phase: 'grow' };
  }
  // Before anything is built on a doubtful probe, which would take a handful of probes to undo.
  const doubted = above === undefined ? undefined : votes.get(above);
  if (above !== undefined && doubted?.broken === 1 && doubted.doubtful === 1) {
    return { at: above, phase: 'confirm' };
  }
  // Nothing was kept yet: if not even the least load is, no search between will find one.
  if (below === undefined && above !== undefined && above > 0) return { at: 0, phase: 'shrink' };
  if (below !== undefined && above !== undefined && above - below > 1) {
    return { at: Math.floor((below + above) / 2), phase: 'bisect' };
  }
  for (const [at, side] of [
    [below, 'kept'],
    [above, 'broken'],
  ] as const) {
    if (at !== undefined && (votes.get(at)?.[side] ?? 0) < AGREEING[side]) return { at, phase: 'confirm' };
  }
  return null;
}

function frontierOf(votes: ReadonlyMap<number, Votes>, grid: readonly number[]): Omit<Frontier, 'confirmed'> {
  const { below, above } = closest(votes);
  return {
    answer: below === undefined ? null : (grid[below] ?? null),
    next: above === undefined ? null : (grid[above] ?? null),
  };
}

/**
 * The probed loads on either side of the frontier that contradicts the fewest probes. Between equals
 * the higher one, so that the doubtful load below it is the one to be repeated.
 */
function closest(votes: ReadonlyMap<number, Votes>): { below?: number; above?: number } {
  const probed = [...votes.keys()].sort((a, b) => a - b);
  let contradictions = [...votes.values()].reduce((sum, { kept }) => sum + kept, 0);
  let best = { cut: 0, contradictions };
  for (const [index, at] of probed.entries()) {
    const { kept, broken } = votes.get(at) as Votes;
    contradictions += WEIGHT_OF_BROKEN * broken - kept;
    if (contradictions <= best.contradictions) best = { cut: index + 1, contradictions };
  }
  const [below, above] = [probed[best.cut - 1], probed[best.cut]];
  return { ...(below !== undefined && { below }), ...(above !== undefined && { above }) };
}
