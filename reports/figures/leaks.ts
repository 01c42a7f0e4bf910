import type { Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { caseName, orderedCases } from '../drawing/series.ts';
import { fill, texts } from '../texts.ts';

const words = texts.fault.leaks;

export interface SaidLeaks {
  readonly said: string;
  readonly leaked: boolean;
}

/** What servers still held when their clients had gone, the most of any trial; it should be nothing. */
export function sayLeaks(run: Run, language: Language): SaidLeaks {
  const kinds = ['subscribers', 'timers', 'sockets', 'resources'] as const;
  const leaks = orderedCases(run).flatMap((one) => {
    const held = one.trials.flatMap(({ reconnection }) => reconnection?.leaked ?? []);
    const most = kinds.map((kind) => Math.max(0, ...held.map((leaked) => leaked[kind])));
    if (most.every((count) => count === 0)) return [];
    const counts = kinds.map((kind, place) => [kind, (most[place] ?? 0).toLocaleString(language)] as const);
    return fill(words.one, language, { name: caseName(run, one, language), ...Object.fromEntries(counts) });
  });
  if (leaks.length === 0) return { said: words.none[language], leaked: false };
  return { said: fill(words.some, language, { what: leaks.join('; ') }), leaked: true };
}
