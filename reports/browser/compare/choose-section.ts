import { type Baseline, hasCases } from '../../compare/baseline.ts';
import type { ComparedRun, RunCase } from '../../compare/compared-run.ts';
import { choicesOf } from '../../compare/filters.ts';
import { EVERYTHING, FILTER_NAMES, type FilterName, type View } from '../../compare/view.ts';
import type { Language } from '../../drawing/look.ts';
import { caseName, transportTitle } from '../../drawing/series.ts';
import { faultTitle } from '../../figures/fault.ts';
import { fill, fillCount, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import type { Hold } from './draw-comparison.ts';

const words = texts.compare.choose;

/** The baseline, and the filters that have anything to choose from. */
export function chooseSection(
  runs: readonly ComparedRun[],
  all: readonly RunCase[],
  shown: readonly RunCase[],
  baseline: Baseline,
  view: View,
  hold: Hold,
): HTMLElement {
  const { language } = hold.preferences;
  const choices = choicesOf(all);
  const filters = FILTER_NAMES.filter((name) => choices[name].length > 1);
  const count = fillCount(words.shown, language, all.length, {
    n: shown.length.toLocaleString(language),
    all: all.length.toLocaleString(language),
  });
  hold.announce(count);
  const isFiltered = shown.length < all.length;
  const reset = el('button', { type: 'button', id: 'filters-reset', class: 'plain' }, words.reset[language]);
  reset.addEventListener('click', () => hold.look({ filters: EVERYTHING }));
  return el(
    'section',
    { class: 'choose', 'aria-labelledby': 'choose' },
    el('h2', { id: 'choose' }, words.heading[language]),
    baselineChoice(runs.filter(hasCases), all, baseline, hold),
    ...filters.map((name) => filterChoice(name, choices[name], all, view, hold)),
    el('p', { class: 'small' }, count, ' ', isFiltered ? reset : null),
  );
}

function baselineChoice(
  runs: readonly ComparedRun[],
  all: readonly RunCase[],
  baseline: Baseline,
  { preferences: { language }, look }: Hold,
): HTMLElement {
  const option = (value: string, label: string): HTMLElement =>
    el('option', { value, selected: value === baseline.name }, label);
  const select = el(
    'select',
    { id: 'baseline' },
    ...(runs.length < 2
      ? []
      : runs.map(({ letter, report }) => option(report.run.id, fill(words.wholeRun, language, { letter })))),
    ...runs.map((run) =>
      el(
        'optgroup',
        { label: fill(words.oneCase, language, { letter: run.letter }) },
        ...all
          .filter(({ of }) => of === run)
          .map(({ key, benchCase }) => option(key, nameOf(run, benchCase, language))),
      ),
    ),
  );
  select.addEventListener('change', () => look({ baseline: select.value }));
  return el('div', { class: 'choice' }, el('label', { for: 'baseline' }, words.baseline[language]), select);
}

/** With its scenario and fault, which the cases of a run may differ in. */
function nameOf({ report }: ComparedRun, one: RunCase['benchCase'], language: Language): string {
  const scenarios = new Set(report.run.cases.map(({ scenario }) => scenario));
  const title = report.run.scenarios[one.scenario]?.title[language] ?? one.scenario;
  return [
    caseName(report.run, one, language),
    ...(scenarios.size > 1 ? [title] : []),
    ...(one.fault === undefined ? [] : [faultTitle(report.run, one.fault.id, language)]),
  ].join(' · ');
}

function filterChoice(
  name: FilterName,
  values: readonly string[],
  all: readonly RunCase[],
  view: View,
  { preferences: { language }, look }: Hold,
): HTMLElement {
  const chosen = view.filters[name].filter((value) => values.includes(value));
  const set = (next: readonly string[]): void =>
    look({ filters: { ...view.filters, [name]: next.length === values.length ? [] : next } });
  const button = (id: string, label: string, pressed: boolean, onClick: () => void): HTMLElement => {
    const made = el('button', { type: 'button', id, 'aria-pressed': String(pressed) }, label);
    made.addEventListener('click', onClick);
    return made;
  };
  const label = `filter-${name}`;
  return el(
    'div',
    { class: 'choice' },
    el('span', { id: label }, words[name][language]),
    el(
      'div',
      { class: 'switch', role: 'group', 'aria-labelledby': label },
      button(`${label}-all`, words.all[language], chosen.length === 0, () => set([])),
      ...values.map((value) =>
        button(`${label}-${value}`, sayChoice(name, value, all, language), chosen.includes(value), () =>
          set(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]),
        ),
      ),
    ),
  );
}

function sayChoice(name: FilterName, value: string, all: readonly RunCase[], language: Language): string {
  const having = all.find(({ of, benchCase }) =>
    name === 'only'
      ? of.report.run.id === value
      : [benchCase.transport, benchCase.scenario, benchCase.fault?.id].includes(value),
  );
  const run = having?.of.report.run;
  if (name === 'http') return value === '-' ? words.noHttp[language] : `HTTP/${value}`;
  if (having === undefined || run === undefined) return words.none[language];
  if (name === 'only') return having.of.letter;
  if (name === 'transport') return transportTitle(run, value, language);
  if (name === 'scenario') return run.scenarios[value]?.title[language] ?? value;
  return faultTitle(run, value, language);
}
