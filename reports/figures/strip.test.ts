import { expect, test } from 'vitest';
import type { BenchCase } from '../../harness/results/schema.ts';
import { fixtureFault } from '../fixture-fault.ts';
import { sayStrip } from './say-strip.ts';
import { countOf, type Strip, stripOf, windowOf } from './strip.ts';

interface Heard {
  readonly ids: number[];
  readonly offline?: { fromUs: number; toUs: number | null }[];
  readonly coldLog?: boolean;
}

/** Ids as they came, one every second from second 1. */
function stripFrom({ ids, offline = [], coldLog = false }: Heard): Strip {
  const { cases } = fixtureFault({ trials: 1 });
  const one = cases[0] as BenchCase;
  one.parameters.coldLog = coldLog;
  const seen = one.trials[0]?.reconnection;
  if (seen)
    seen.strip = {
      subscriber: 0,
      ids,
      offline,
      receivedAtUs: ids.map((_, place) => (place + 1) * 1e6),
      replayed: ids.map(() => false),
    };
  return stripOf(one) as Strip;
}

const say = (strip: Strip): string => sayStrip(strip, 'en').join(' · ');

const away = [{ fromUs: 3.2e6, toUs: 3.8e6 }];

test('a strip without flaws says so', () => {
  expect(say(stripFrom({ ids: [7, 8, 9] }))).toBe('3 events · none missing, none repeated · never cut off');
});

test('a hole is as many missing ids as it is wide, at the time of the next that came', () => {
  const strip = stripFrom({ ids: [1, 2, 3, 6], offline: away });
  expect(strip.points.filter(({ kind }) => kind === 'missing')).toEqual([
    { seconds: 4, id: 4, kind: 'missing' },
    { seconds: 4, id: 5, kind: 'missing' },
  ]);
  expect(say(strip)).toBe('4 events · 2 missing, 0 repeated · away once, 0.60\u00a0s');
});

test('an id that comes late is not missing, and one that comes again is repeated', () => {
  const strip = stripFrom({ ids: [1, 3, 2, 3, 4] });
  expect(countOf(strip, 'missing')).toBe(0);
  expect(strip.points.filter(({ kind }) => kind === 'repeated')).toEqual([
    { seconds: 4, id: 3, kind: 'repeated' },
  ]);
});

test('who joins again at the beginning hears everything twice', () => {
  const strip = stripFrom({ ids: [1, 2, 3, 1, 2, 3, 4], offline: away });
  expect(countOf(strip, 'repeated')).toBe(3);
  expect(strip.beganAgain).toBe(false);
});

test('the next stream of a subscriber that follows several begins at 1 and repeats nothing', () => {
  const strip = stripFrom({ ids: [1, 2, 3, 1, 2] });
  expect(countOf(strip, 'repeated')).toBe(0);
  expect(say(strip)).toContain('ids began again');
});

test('ids of a server that forgot its log are neither repeats nor holes', () => {
  const strip = stripFrom({ ids: [11, 12, 13, 2, 3], offline: away, coldLog: true });
  expect([countOf(strip, 'repeated'), countOf(strip, 'missing')]).toEqual([0, 0]);
  expect(strip.beganAgain).toBe(true);
});

test('of who never came back nothing is claimed to be complete', () => {
  const said = say(stripFrom({ ids: [1, 2], offline: [{ fromUs: 2.5e6, toUs: null }] }));
  expect(said).toBe('2 events · never came back, heard nothing more');
});

test('a window reaches from before the fault to after the last that came of it', () => {
  const strip = stripFrom({ ids: [1, 2, 3, 9, 10], offline: away });
  const mark = { title: '', fromSeconds: 3.1, untilSeconds: 3.1, strikesSeconds: [] };
  expect(windowOf([strip], [mark])).toEqual({ from: 1, until: 6 });
});
