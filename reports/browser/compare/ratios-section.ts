import { HEADLINE_METRICS } from '../../../harness/results/comparison.ts';
import type { Baseline } from '../../compare/baseline.ts';
import type { ComparedCase } from '../../compare/compare-cases.ts';
import { HEADLINE } from '../../compare/headline.ts';
import type { Reason } from '../../compare/reasons.ts';
import { sayReason } from '../../compare/say-difference.ts';
import type { Language } from '../../drawing/look.ts';
import { caseName, caseTitle } from '../../drawing/series.ts';
import { sayFigure } from '../../figures/rounding.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { scrollingTable } from '../table.ts';
import { ratioCell } from './ratio-cell.ts';

const words = texts.compare.ratios;

/** Every case against the baseline by the headline metrics, the same case of all runs together. */
export function ratiosSection(
  compared: readonly ComparedCase[],
  baseline: Baseline,
  language: Language,
): HTMLElement | null {
  if (compared.length === 0) return null;
  const name = baselineName(compared, baseline, language);
  const heading = fill(words.heading, language, { baseline: name });
  const groups = [
    ...Map.groupBy(compared, ({ subject }) => (baseline.by === 'run' ? subject.benchCase.id : '')).values(),
  ];
  const reading =
    baseline.by === 'run'
      ? fill(words.readingRun, language, { letter: name.replace(/^.* /, '') })
      : fill(words.readingCase, language, { baseline: name });
  const grey = compared.some(({ reasons }) => reasons.length > 0);
  return el(
    'section',
    { class: 'ratios differences', 'aria-labelledby': 'ratios' },
    el('h2', { id: 'ratios' }, heading),
    el('p', { class: 'reading' }, reading, grey ? ` ${words.meaningless[language]}` : ''),
    scrollingTable(
      heading,
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, words.case[language]),
          ...HEADLINE_METRICS.map((metric) => el('th', { scope: 'col' }, HEADLINE[metric].title[language])),
        ),
      ),
      ...groups.map((group) => bodyOf(group, baseline, language)),
    ),
  );
}

function baselineName(compared: readonly ComparedCase[], { by, name }: Baseline, language: Language): string {
  const own = compared.find(({ baseline }) =>
    by === 'run' ? baseline?.of.report.run.id === name : baseline?.key === name,
  )?.baseline;
  if (own == null) return name;
  const { report, letter } = own.of;
  return by === 'run'
    ? fill(words.whole, language, { letter })
    : caseName(report.run, own.benchCase, language);
}

function bodyOf(group: readonly ComparedCase[], { by }: Baseline, language: Language): HTMLElement {
  const [first] = group;
  const isGrouped = by === 'run' && first !== undefined;
  // The baseline's own figures first: what follows is a multiple of them.
  const rows = [...group].sort((a, b) => Number(b.isBaseline) - Number(a.isBaseline));
  return el(
    'tbody',
    {},
    isGrouped
      ? el(
          'tr',
          {},
          el(
            'th',
            { scope: 'rowgroup', colspan: String(HEADLINE_METRICS.length + 1) },
            nameWithoutRun(first, language),
          ),
        )
      : null,
    ...rows.map((row) => rowOf(row, isGrouped, language)),
  );
}

const nameWithoutRun = ({ subject }: ComparedCase, language: Language): string => {
  const { run } = subject.of.report;
  const plain = run.cases.find(({ id }) => id === subject.benchCase.id);
  return plain === undefined ? subject.benchCase.id : caseTitle(run, plain, language);
};

/** What holds for a whole run is told in full above, and not once more in every line. */
const sayShortly = (reason: Reason, language: Language): string =>
  reason.kind === 'machine' || reason.kind === 'seed'
    ? texts.compare.reasons[reason.kind][language]
    : sayReason(reason, language);

function rowOf(row: ComparedCase, isGrouped: boolean, language: Language): HTMLElement {
  const { subject, isBaseline, reasons } = row;
  const { report, letter } = subject.of;
  const name = isGrouped
    ? fill(texts.compare.run, language, { letter })
    : caseTitle(report.run, subject.benchCase, language);
  const note = isBaseline
    ? words.same[language]
    : reasons.map((reason) => sayShortly(reason, language)).join('; ');
  return el(
    'tr',
    { class: isBaseline ? 'held' : reasons.length > 0 ? 'meaningless' : '' },
    el('th', { scope: 'row' }, name, note === '' ? null : el('small', {}, note)),
    ...HEADLINE_METRICS.map((metric, place) => {
      const figure = HEADLINE[metric].of(report, subject.benchCase);
      const said = figure === null ? '–' : sayFigure(figure, HEADLINE[metric].unit, language);
      if (isBaseline) return el('td', {}, said);
      return ratioCell(row.comparisons[place] ?? null, { said, better: 'lower', reasons, language });
    }),
  );
}
