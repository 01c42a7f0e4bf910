import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import { type FaultMark, struckTrials } from './fault.ts';

/** Seconds shown before and after. */
const MARGIN = 2;

type RawStrip = NonNullable<Reconnection['strip']>;

/** One event of a strip, where it is drawn. */
export interface StripPoint {
  readonly seconds: number;
  readonly id: number;
  /** `missing`: it never came, and stands where the next one did. */
  readonly kind: 'live' | 'replayed' | 'repeated' | 'missing';
}

/** What one sampled subscriber heard, id by id. */
export interface Strip {
  readonly points: readonly StripPoint[];
  /** Seconds; `until` is absent where it did not come back. */
  readonly offline: readonly { readonly from: number; readonly until: number | null }[];
  /** Ids began again on the way: another job's stream, or a log that lost what it held. */
  readonly beganAgain: boolean;
}

/**
 * The subscriber that was sampled in the first trial in which it was cut off, else in the first trial; null
 * where nobody was followed.
 */
export function stripOf(benchCase: BenchCase): Strip | null {
  if (benchCase.fault === undefined) return null;
  const strips = struckTrials(benchCase).flatMap(({ seen }) => seen.strip ?? []);
  const raw = strips.find(({ offline }) => offline.length > 0) ?? strips[0];
  if (raw === undefined || raw.ids.length === 0) return null;
  const offline = raw.offline.map(({ fromUs, toUs }) => ({
    from: fromUs / 1e6,
    until: toUs === null ? null : toUs / 1e6,
  }));
  const runs = sequencesOf(raw, benchCase.parameters.coldLog === true);
  return {
    points: runs.flatMap(pointsOf),
    offline,
    beganAgain: runs.length > 1,
  };
}

interface Heard {
  readonly seconds: number;
  readonly id: number;
  readonly replayed: boolean;
}

/**
 * Ids are counted within one channel and one life of its log. A subscriber that follows several channels, one
 * after the other, begins at 1 again; one whose server forgot its log hears lower ids when it is back.
 */
function sequencesOf({ ids, receivedAtUs, replayed, offline }: RawStrip, coldLog: boolean): Heard[][] {
  const sequences: Heard[][] = [];
  for (const [place, id] of ids.entries()) {
    const [before, now] = [receivedAtUs[place - 1] ?? 0, receivedAtUs[place] ?? 0];
    const back = offline.some(({ toUs }) => toUs !== null && toUs > before && toUs <= now);
    const lower = id < (ids[place - 1] ?? Number.POSITIVE_INFINITY);
    if (lower && (place === 0 || (back ? coldLog : id === 1))) sequences.push([]);
    sequences.at(-1)?.push({ seconds: now / 1e6, id, replayed: replayed[place] ?? false });
  }
  return sequences;
}

function pointsOf(heard: readonly Heard[]): StripPoint[] {
  const seen = new Set<number>();
  const known = new Set(heard.map(({ id }) => id));
  let expected = heard[0]?.id ?? 0;
  return heard.flatMap(({ seconds, id, replayed }): StripPoint[] => {
    const missing: StripPoint[] = [];
    for (; expected < id; expected++)
      if (!known.has(expected)) missing.push({ seconds, id: expected, kind: 'missing' });
    expected = Math.max(expected, id + 1);
    const kind = seen.has(id) ? 'repeated' : replayed ? 'replayed' : 'live';
    seen.add(id);
    return [...missing, { seconds, id, kind }];
  });
}

/** Around what was done and what came of it: the rest of a trial is a straight line. */
export function windowOf(
  strips: readonly Strip[],
  marks: readonly FaultMark[],
): { readonly from: number; readonly until: number } {
  const times = [
    ...marks.flatMap(({ fromSeconds, untilSeconds }) => [fromSeconds, untilSeconds]),
    ...strips.flatMap(({ offline }) => offline.flatMap(({ from, until }) => [from, until ?? from])),
    ...strips.flatMap(({ points }) =>
      points.flatMap(({ kind, seconds }) => (kind === 'live' ? [] : [seconds])),
    ),
  ];
  return {
    from: Math.max(0, Math.floor(Math.min(...times)) - MARGIN),
    until: Math.ceil(Math.max(...times)) + MARGIN,
  };
}

export const countOf = ({ points }: Strip, kind: StripPoint['kind']): number =>
  points.filter((point) => point.kind === kind).length;
