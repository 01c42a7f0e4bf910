import { axisNames } from '../../harness/results/axes.ts';
import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Verdict } from '../../harness/results/verdicts.ts';
import type { Language } from '../drawing/look.ts';
import { transportTitle } from '../drawing/series.ts';
import type { Report } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { arrivalFinding } from './arrival.ts';
import { comparisonOf } from './compared.ts';
import type { Measure } from './measures.ts';
import { notBackFinding } from './not-back.ts';
import type { Figure } from './over-trials.ts';
import { type Question, questionsOf } from './questions.ts';
import { roundFigure, sayFigure } from './rounding.ts';
import { competing, ofFirstWay } from './ways.ts';

/** A plain answer to one question, drawn from measured figures only. */
export interface Finding {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly detail: string;
}

interface Shown {
  readonly benchCase: BenchCase;
  readonly figure: Figure;
}

const words = texts.findings;

/**
 * What a run shows, question by question. Cases with a fatal warning and the reference do not compete, and where a
 * run went several ways (through a proxy, over several servers, …), those of its first way do.
 */
export function findingsOf(whole: Report, language: Language): readonly Finding[] {
  const report = ofFirstWay(whole);
  const cases = competing(report.run);
  if (cases.length === 0) return [];
  const answered = questionsOf(report, cases).flatMap((question) => {
    const figures = inOrder(report, cases, question.measure);
    if (figures.length === 0) return [];
    const { id, title } = question;
    return { id, question: title[language], ...answer(report, figures, question, language) };
  });
  const arrival = arrivalFinding(report.run, cases, language);
  // Where something went wrong, what was lost is asked first.
  const struck = cases.some(({ fault }) => fault !== undefined);
  return struck
    ? [arrival, ...notBackFinding(report.run, cases, language), ...answered]
    : [...answered, arrival];
}

/** The cases that have the figure, smallest first: an order to tell values in, and no ranking. */
function inOrder(
  report: Report,
  cases: readonly BenchCase[],
  measure: Question['measure'],
): readonly Shown[] {
  return cases
    .flatMap((benchCase) => {
      const figure = measure.of(report, benchCase);
      return figure === null ? [] : [{ benchCase, figure }];
    })
    .sort((a, b) => a.figure.value - b.figure.value);
}

/**
 * Names those that nobody is told to be lower than, and those that nobody is told to be higher than. Only
 * verdicts decide: whoever cannot be told apart shares a place, however far apart their medians.
 */
function answer(
  report: Report,
  figures: readonly Shown[],
  { measure: { unit }, metric, what }: Question,
  language: Language,
): { answer: string; detail: string } {
  const verdict = (one: Shown, other: Shown): Verdict =>
    comparisonOf(report, one.benchCase.id, other.benchCase.id, metric)?.verdict ?? 'unknown';
  const names = (of: readonly Shown[]): string =>
    caseNames(
      report.run,
      of.map(({ benchCase }) => benchCase),
      language,
    );
  const values = { figure: span(figures, unit, language), what: what[language] };
  if (figures.length === 1) return { answer: names(figures), detail: fill(words.only, language, values) };

  const verdicts = figures.flatMap((one, place) =>
    figures.slice(place + 1).map((other) => verdict(one, other)),
  );
  if (verdicts.every((told) => told === 'unknown')) {
    return { answer: words.notRanked[language], detail: fill(words.only, language, values) };
  }
  const leaders = figures.filter((one) => !figures.some((other) => verdict(other, one) === 'lower'));
  if (leaders.length === figures.length) {
    return { answer: words.noDifference[language], detail: fill(words.alike, language, values) };
  }
  const worst = figures.filter(
    (one) => !leaders.includes(one) && !figures.some((other) => verdict(other, one) === 'higher'),
  );
  return {
    answer: names(leaders),
    detail: fill(words.against, language, {
      figure: span(leaders, unit, language),
      what: what[language],
      worst: names(worst),
      worstFigure: span(worst, unit, language),
    }),
  };
}

/** Such as "0.8–0.9×": the values of several cases with the unit said once. */
function span(leaders: readonly Shown[], unit: Measure['unit'], language: Language): string {
  const first = (leaders[0] as Shown).figure;
  const last = (leaders.at(-1) as Shown).figure;
  const [low, high] = [roundFigure(first, unit, language).value, sayFigure(last, unit, language)];
  return sayFigure(first, unit, language) === high ? high : `${low}–${high}`;
}

/** Such as "SSE, WebSocket (HTTP/1.1)": versions, and ways, are named where not all of them are meant. */
export function caseNames(run: Run, cases: readonly BenchCase[], language: Language): string {
  const columnsOf = (among: readonly BenchCase[], transport: string): string[] => {
    const own = among.filter((one) => one.transport === transport);
    return [...new Set(own.map(columnOf))].sort();
  };
  return [...new Set(cases.map(({ transport }) => transport))]
    .map((transport) => {
      const title = transportTitle(run, transport, language);
      const named = columnsOf(cases, transport);
      const all = columnsOf(run.cases, transport);
      const whole = all.length > 1 && named.length === all.length;
      return whole || named.join() === '' ? title : `${title} (${named.join(', ')})`;
    })
    .join(', ');
}

/** Such as "HTTP/1.1 via nginx-tuned"; empty for what is no HTTP. */
const columnOf = (one: BenchCase): string =>
  [
    ...(one.http === null ? [] : [`HTTP/${one.http}`]),
    ...axisNames(one).map((name) => name.replace('=', ' ')),
  ].join(' ');
