import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Table } from '../chart.ts';
import type { Language } from '../drawing/look.ts';
import { caseTitle, orderedCases } from '../drawing/series.ts';
import { texts } from '../texts.ts';
import { type Figure, figureOf } from './over-trials.ts';
import { sayFigure } from './rounding.ts';
import { MILLISECONDS, SECONDS } from './units.ts';

const words = texts.fault.noticed;

type Notice = Reconnection['noticed'][number];

/** Who noticed that something was wrong, by what, and how long after; of bytes that stop unsaid, also who did not. */
export function noticedTable(run: Run, language: Language): Table {
  return {
    columns: [texts.charts.case, words.who, words.by, words.count, words.after, words.longest].map(
      (text) => text[language],
    ),
    rows: orderedCases(run).flatMap((one) => {
      const heading = caseTitle(run, one, language);
      return rowsOf(one, language).map((cells) => ({ heading, cells }));
    }),
  };
}

/** Whether bytes stopped and nobody was told: then who notices is the question. */
export const isSilent = (sections: readonly Reconnection[]): boolean =>
  sections.some(({ faults }) => faults.some(({ kind }) => kind === 'blackhole'));

function rowsOf({ trials }: BenchCase, language: Language): string[][] {
  const sections = trials.flatMap(({ reconnection }) => reconnection ?? []);
  const all = sections.flatMap(({ noticed }) => noticed);
  return (['client', 'server'] as const).flatMap((who) => {
    const own = all.filter((notice) => notice.who === who);
    if (own.length > 0)
      return [...Map.groupBy(own, ({ by }) => by)].map(([by, same]) => rowOf(who, by, same, language));
    // Where connections end they are told; only silence can be missed.
    return isSilent(sections) ? [[words[who][language], words.nobody[language], '0', '–', '–']] : [];
  });
}

function rowOf(who: Notice['who'], by: string, notices: readonly Notice[], language: Language): string[] {
  const causes: Readonly<Record<string, Texts>> = words.causes;
  const typical = figureOf(notices.flatMap(({ p50Us }) => p50Us ?? []));
  const longest = figureOf(
    [Math.max(...notices.flatMap(({ maxUs }) => maxUs ?? []))].filter(Number.isFinite),
  );
  return [
    words[who][language],
    causes[by]?.[language] ?? by,
    notices.reduce((sum, { count }) => sum + count, 0).toLocaleString(language),
    sayTime(typical, language),
    sayTime(longest, language),
  ];
}

/** Some notice within milliseconds, some after a heartbeat or two. */
function sayTime(figure: Figure | null, language: Language): string {
  if (figure === null) return '–';
  return sayFigure(figure, figure.value < SECONDS.divisor ? MILLISECONDS : SECONDS, language, true);
}
