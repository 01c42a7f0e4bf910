import type { Run } from '../../../harness/results/schema.ts';
import { isValid } from '../../../harness/results/validity.ts';
import type { Texts } from '../../../lab/texts.ts';
import type { Baseline } from '../../compare/baseline.ts';
import type { ComparedRun } from '../../compare/compared-run.ts';
import type { Language } from '../../drawing/look.ts';
import { trialsOf } from '../../report.ts';
import { fill, fillCount, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { scrollingTable } from '../table.ts';

const words = texts.compare.runs;

/** The key of the page: which letter stands for which run. */
export function runsSection(
  runs: readonly ComparedRun[],
  baseline: Baseline,
  language: Language,
): HTMLElement {
  const columns = [words.letter, words.measured, words.what, words.machine, words.size, words.state];
  return el(
    'section',
    { class: 'runs', 'aria-labelledby': 'runs' },
    el('h2', { id: 'runs' }, words.heading[language]),
    scrollingTable(
      words.heading[language],
      el('thead', {}, el('tr', {}, ...columns.map((text) => el('th', { scope: 'col' }, text[language])))),
      el('tbody', {}, ...runs.map((run) => rowOf(run, baseline, language))),
    ),
    el(
      'details',
      { id: 'run-commands' },
      el('summary', {}, words.command[language]),
      el(
        'dl',
        { class: 'commands' },
        ...runs.flatMap(({ letter, report }) => [
          el('dt', {}, letter),
          el('dd', {}, el('code', {}, report.run.command)),
        ]),
      ),
    ),
  );
}

function rowOf({ letter, report }: ComparedRun, baseline: Baseline, language: Language): HTMLElement {
  const { run } = report;
  const titles: Texts[] = [...Object.values(run.scenarios), ...Object.values(run.faults ?? {})].map(
    ({ title }) => title,
  );
  const when = new Date(run.startedAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const { cpu, cores } = run.environment;
  const troubles = troublesOf(run, language);
  return el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row' },
      el('span', { class: 'run-letter' }, letter),
      baseline.by === 'run' && baseline.name === run.id ? el('small', {}, words.baseline[language]) : null,
    ),
    el('td', {}, when, el('small', { class: 'run-id' }, run.id)),
    el('td', {}, titles.map((title) => title[language]).join(' · ')),
    el('td', {}, fill(words.cores, language, { cpu, cores: String(cores) })),
    el(
      'td',
      {},
      run.capacity === undefined
        ? `${run.cases.length} × ${trialsOf(run)}`
        : fillCount(words.search, language, run.capacity.cases.length),
    ),
    el(
      'td',
      { class: troubles.length > 0 ? 'caution' : '' },
      troubles.length > 0 ? troubles.join(' · ') : words.valid[language],
    ),
  );
}

/** Why a run is not simply valid; what was not measured is no fault of what was. */
function troublesOf({ warnings, cases, complete }: Run, language: Language): string[] {
  const empty = cases.filter(({ trials }) => trials.length === 0).length;
  const bad = cases.filter((one) => one.trials.length > 0 && !isValid(one)).length;
  return [
    ...(warnings.some(({ fatal }) => fatal) ? [words.notValid[language]] : []),
    ...(bad > 0 ? [fillCount(words.someNotValid, language, bad)] : []),
    ...(empty > 0 ? [fillCount(words.notMeasured, language, empty)] : []),
    ...(complete ? [] : [words.incomplete[language]]),
  ];
}
