import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';
import { sayFigure } from './rounding.ts';
import { countOf, type Strip } from './strip.ts';
import { SECONDS } from './units.ts';

const words = texts.fault.strip;

/** A strip in words, clause by clause; the first is the least telling. */
export function sayStrip(strip: Strip, language: Language): readonly string[] {
  const number = (value: number): string => value.toLocaleString(language);
  const [missing, repeated, replayed] = [
    countOf(strip, 'missing'),
    countOf(strip, 'repeated'),
    countOf(strip, 'replayed'),
  ];
  const flawed = missing + repeated > 0;
  return [
    fill(words.events, language, { n: number(strip.points.length - missing) }),
    ...(flawed
      ? [fill(words.flaws, language, { missing: number(missing), repeated: number(repeated) })]
      : []),
    // Ids do not tell what they missed who never came back.
    ...(flawed || cutForGood(strip) ? [] : [words.whole[language]]),
    sayAway(strip, language),
    ...(replayed > 0 ? [fill(words.replayed, language, { n: number(replayed) })] : []),
    ...(strip.beganAgain ? [words.beganAgain[language]] : []),
  ];
}

const cutForGood = ({ offline }: Strip): boolean => offline.some(({ until }) => until === null);

function sayAway(strip: Strip, language: Language): string {
  const { offline } = strip;
  if (offline.length === 0) return words.notAway[language];
  if (cutForGood(strip)) return words.neverBack[language];
  const us = offline.reduce((sum, { from, until }) => sum + ((until ?? from) - from), 0) * SECONDS.divisor;
  const time = sayFigure({ value: us, min: us, max: us, trials: 1 }, SECONDS, language);
  const n = offline.length.toLocaleString(language);
  return fill(offline.length === 1 ? words.awayOnce : words.away, language, { time, n });
}
