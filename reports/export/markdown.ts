import { HEADLINE_METRICS } from '../../harness/results/comparison.ts';
import { type Baseline, heldRun } from '../compare/baseline.ts';
import type { ComparedCase } from '../compare/compare-cases.ts';
import type { ComparedRun, RunCase } from '../compare/compared-run.ts';
import { HEADLINE } from '../compare/headline.ts';
import { differencesBetween } from '../compare/run-differences.ts';
import { sayOtherness, sayReason } from '../compare/say-difference.ts';
import type { Language } from '../drawing/look.ts';
import { caseTitle } from '../drawing/series.ts';
import { sayFigure } from '../figures/rounding.ts';
import { sayComparison } from '../figures/say-comparison.ts';
import { trialsOf } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { markdownCode, markdownTable, markdownText } from './markdown-text.ts';

const words = texts.compare;

/** A comparison to paste into a pull request: the runs, what differs, a table for each scenario. */
export function comparisonMarkdown(
  runs: readonly ComparedRun[],
  cases: readonly RunCase[],
  compared: readonly ComparedCase[],
  baseline: Baseline,
  language: Language,
): string {
  const title =
    runs.length === 1 ? words.ofOne[language] : fill(words.ofRuns, language, { n: String(runs.length) });
  const groups = Map.groupBy(compared, ({ subject: { benchCase, of } }) =>
    [
      of.report.run.scenarios[benchCase.scenario]?.title[language] ?? benchCase.scenario,
      ...(benchCase.fault === undefined
        ? []
        : [of.report.run.faults?.[benchCase.fault.id]?.title[language] ?? benchCase.fault.id]),
    ].join(' · '),
  );
  return [
    `## ${markdownText(title)}`,
    runs.map((run) => runLine(run, language)).join('\n'),
    ...differenceLines(runs, cases, baseline, language),
    ...[...groups].flatMap(([name, group]) => [
      `### ${markdownText(name)}`,
      tableOf(group, runs.length > 1, language),
    ]),
    words.export.reading[language],
    '',
  ].join('\n\n');
}

function runLine({ letter, report: { run } }: ComparedRun, language: Language): string {
  const { cpu, cores, node } = run.environment;
  const facts = [
    fill(words.runs.cores, language, { cpu, cores: String(cores) }),
    `Node ${node}`,
    fill(texts.page.trials, language, { n: String(trialsOf(run)) }),
    `${texts.conditions.seed[language]} ${run.seed}`,
  ];
  return `- **${letter}** ${markdownText(run.id)}: ${markdownText(facts.join(', '))}. ${markdownCode(run.command)}`;
}

function differenceLines(
  runs: readonly ComparedRun[],
  cases: readonly RunCase[],
  baseline: Baseline,
  language: Language,
): readonly string[] {
  const held = heldRun(runs, baseline);
  if (held === undefined) return [];
  const lines = runs
    .filter((run) => run !== held)
    .flatMap((run) => {
      const { forbidding, ofCases, toNote, drift, hasRawSocket } = differencesBetween(run, held, cases);
      const said = [
        ...[...forbidding, ...ofCases].map((reason) => `**${markdownText(sayReason(reason, language))}**`),
        ...toNote.map((one) => markdownText(sayOtherness(one, language))),
        ...drift.map((one) => {
          const { said: ratio, interval } = sayComparison(one, language);
          return `**${markdownText(
            `${words.export.drift[language]} ${HEADLINE[one.metric as keyof typeof HEADLINE].title[language]} ${ratio} (${interval})`,
          )}**`;
        }),
        ...(hasRawSocket || forbidding.length > 0 ? [] : [words.differs.noRawSocket[language]]),
      ];
      const pair = fill(words.differs.between, language, { one: run.letter, other: held.letter });
      return said.length === 0 ? [] : [`- ${pair}: ${said.join('; ')}`];
    });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

const tableOf = (group: readonly ComparedCase[], several: boolean, language: Language): string =>
  markdownTable(
    [
      words.ratios.case[language],
      ...HEADLINE_METRICS.map((metric) => HEADLINE[metric].title[language].replaceAll('\u00a0', ' ')),
    ],
    group.map((one) => {
      const { report, letter } = one.subject.of;
      const plain =
        report.run.cases.find(({ id }) => id === one.subject.benchCase.id) ?? one.subject.benchCase;
      const name = caseTitle(report.run, plain, language);
      const mark = one.isBaseline ? ` (${words.ratios.same[language]})` : '';
      return [
        markdownText(`${name}${several ? ` · ${letter}` : ''}${mark}`),
        ...HEADLINE_METRICS.map((_, place) => cellOf(one, place, language)),
      ];
    }),
  );

/** The median with its range, and the ratio with its interval, or why there is none. */
function cellOf(
  { subject, isBaseline, reasons, comparisons }: ComparedCase,
  place: number,
  language: Language,
): string {
  const metric = HEADLINE_METRICS[place];
  if (metric === undefined) return '';
  const { unit, of } = HEADLINE[metric];
  const figure = of(subject.of.report, subject.benchCase);
  const value = figure === null ? '–' : sayFigure(figure, unit, language, true).replaceAll('\u00a0', ' ');
  if (isBaseline) return value;
  if (reasons.length > 0)
    return `${value}<br>(${reasons.map(({ kind }) => words.reasons[kind][language]).join(', ')})`;
  const { said, interval } = sayComparison(comparisons[place] ?? null, language);
  return `${value}<br>${said}${interval === null ? '' : ` (${interval})`}`;
}
