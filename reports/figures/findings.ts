import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { transportTitle } from '../drawing/series.ts';
import { isReference, isValid, type Report } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { arrivalFinding } from './arrival.ts';
import {
  bytesPerDelivery,
  cpuMultiple,
  cpuPerDelivery,
  endToEndP50,
  httpRequests,
  type Measure,
  memoryPerSubscriber,
} from './measures.ts';
import type { Figure } from './over-trials.ts';
import { roundFigure, sayFigure } from './rounding.ts';

/** A plain answer to one question, drawn from measured figures only. */
export interface Finding {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly detail: string;
}

interface Ranked {
  readonly benchCase: BenchCase;
  readonly figure: Figure;
}

const words = texts.findings;

/** What a run shows, question by question. Cases with a fatal warning and the reference do not compete. */
export function findingsOf(report: Report, language: Language): readonly Finding[] {
  const cases = report.run.cases.filter(
    (one) => isValid(one) && !isReference(report.run, one) && one.trials.length > 0,
  );
  if (cases.length === 0) return [];
  const costs = cases.some((one) => cpuMultiple.of(report, one) !== null)
    ? { measure: cpuMultiple, what: words.whatCpuMultiple }
    : { measure: cpuPerDelivery, what: words.whatCpu };
  const questions = [
    { id: 'fastest', measure: endToEndP50, what: words.whatFastest },
    { id: 'cpu', ...costs },
    { id: 'memory', measure: memoryPerSubscriber, what: words.whatMemory },
    { id: 'bytes', measure: bytesPerDelivery, what: words.whatBytes },
    { id: 'requests', measure: httpRequests, what: words.whatRequests },
  ] as const;
  const ranked = questions.flatMap(({ id, measure, what }) => {
    const ranking = rank(report, cases, measure);
    if (ranking.length === 0) return [];
    return { id, question: words[id][language], ...answer(report.run, ranking, measure, what, language) };
  });
  return [...ranked, arrivalFinding(report.run, cases, language)];
}

function rank(report: Report, cases: readonly BenchCase[], measure: Measure): readonly Ranked[] {
  return cases
    .flatMap((benchCase) => {
      const figure = measure.of(report, benchCase);
      return figure === null ? [] : [{ benchCase, figure }];
    })
    .sort((a, b) => a.figure.value - b.figure.value);
}

/**
 * Relative distance below which two figures are called alike. A handful of trials gives no confidence
 * interval, so ranges that barely miss each other are no proof of a difference.
 */
const ALIKE = 0.1;

/** Whether the trials cannot tell two figures apart: they are close, or their ranges overlap. */
function alike(a: Figure, b: Figure): boolean {
  const distance = Math.abs(a.value - b.value) / Math.max(a.value, b.value, Number.MIN_VALUE);
  return distance <= ALIKE || (a.min <= b.max && b.min <= a.max);
}

function answer(
  run: Run,
  ranking: readonly Ranked[],
  { unit }: Measure,
  what: (typeof words)[keyof typeof words],
  language: Language,
): { answer: string; detail: string } {
  const [best] = ranking as [Ranked];
  const leaders = ranking.filter(({ figure }) => alike(figure, best.figure));
  const last = ranking.at(-1) as Ranked;
  const worst = ranking.filter((one) => alike(one.figure, last.figure) && !leaders.includes(one));
  const figure = span(leaders, unit, language);
  const values = { figure, what: what[language] };
  if (leaders.length === ranking.length && ranking.length > 1) {
    return { answer: words.noDifference[language], detail: fill(words.alike, language, values) };
  }
  const names = caseNames(
    run,
    leaders.map(({ benchCase }) => benchCase),
    language,
  );
  if (ranking.length === 1) return { answer: names, detail: fill(words.only, language, values) };
  return {
    answer: names,
    detail: fill(words.against, language, {
      ...values,
      worst: caseNames(
        run,
        worst.map(({ benchCase }) => benchCase),
        language,
      ),
      worstFigure: span(worst, unit, language),
    }),
  };
}

/** Such as "0.8–0.9×": the values of several cases with the unit said once. */
function span(leaders: readonly Ranked[], unit: Measure['unit'], language: Language): string {
  const first = (leaders[0] as Ranked).figure;
  const last = (leaders.at(-1) as Ranked).figure;
  const [low, high] = [roundFigure(first, unit, language).value, sayFigure(last, unit, language)];
  return sayFigure(first, unit, language) === high ? high : `${low}–${high}`;
}

/** Such as "SSE, WebSocket (HTTP/1.1)": versions are named where not all of them are meant. */
export function caseNames(run: Run, cases: readonly BenchCase[], language: Language): string {
  const versionsIn = (among: readonly BenchCase[], transport: string): string[] => {
    const versions = among.filter((one) => one.transport === transport).map(({ http }) => http ?? '');
    return [...new Set(versions)].sort();
  };
  return [...new Set(cases.map(({ transport }) => transport))]
    .map((transport) => {
      const title = transportTitle(run, transport, language);
      const named = versionsIn(cases, transport);
      const all = versionsIn(run.cases, transport);
      const whole = all.length > 1 && named.length === all.length;
      return whole || named.join() === ''
        ? title
        : `${title} (${named.map((version) => `HTTP/${version}`).join(', ')})`;
    })
    .join(', ');
}
