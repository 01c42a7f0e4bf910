import { baselineOf } from '../../compare/baseline.ts';
import { compareCases } from '../../compare/compare-cases.ts';
import { type ComparedRun, casesOf, type RunCase, sideBySide } from '../../compare/compared-run.ts';
import { filtered } from '../../compare/filters.ts';
import { drawnCases } from '../../compare/lines.ts';
import { mergeReports } from '../../compare/merge.ts';
import type { View } from '../../compare/view.ts';
import { type Report, splitByScenario } from '../../report.ts';
import { fill, texts } from '../../texts.ts';
import { adviceSection } from '../advice/advice-section.ts';
import { chartSections } from '../chart-sections.ts';
import { contentsOf } from '../contents.ts';
import { el } from '../dom.ts';
import { heatSection } from '../heat.ts';
import { readLook } from '../look.ts';
import type { Preferences } from '../preferences.ts';
import { switchesOf } from '../switches.ts';
import { chooseSection } from './choose-section.ts';
import { differsSection } from './differs-section.ts';
import { everyMetric } from './every-metric.ts';
import { linesPicker } from './lines-picker.ts';
import { ratiosSection } from './ratios-section.ts';
import { runsSection } from './runs-section.ts';
import { searchesSection } from './searches-section.ts';

const words = texts.compare;

/** What the page is drawn with, and how the reader changes it. */
export interface Hold {
  readonly preferences: Preferences;
  prefer(change: Partial<Preferences>): void;
  look(change: Partial<View>): void;
  /** Says aloud how much is shown. */
  announce(text: string): void;
}

/** Draws once; returns what ends the charts. */
export function drawComparison(
  root: HTMLElement,
  runs: readonly ComparedRun[],
  view: View,
  hold: Hold,
): () => void {
  const { language, scheme } = hold.preferences;
  document.documentElement.lang = language;
  document.documentElement.dataset.scheme = scheme;
  const title =
    runs.length === 1 ? words.ofOne[language] : fill(words.ofRuns, language, { n: String(runs.length) });
  document.title = `${texts.page.name[language]} · ${title}`;
  const all = casesOf(runs);
  const { sections, start } = all.length === 0 ? nothingOf(runs, hold) : sectionsOf(runs, all, view, hold);
  const main = el('main', {}, ...sections);
  const masthead = el(
    'header',
    { class: 'masthead' },
    el('p', { class: 'kicker' }, texts.page.name[language]),
    switchesOf(hold.preferences, hold.prefer),
    el('h1', {}, title),
  );
  const page = el('div', { class: 'page compare' }, masthead, jumping(contentsOf(main, language)), main);
  root.querySelector('.page')?.remove();
  root.prepend(page);
  return start();
}

/** A file keeps its view after the `#`, where a link to a section would overwrite it. */
function jumping(contents: HTMLElement): HTMLElement {
  contents.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (link === null) return;
    event.preventDefault();
    const heading = document.getElementById(link.hash.slice(1));
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  });
  return contents;
}

interface Drawn {
  readonly sections: readonly (HTMLElement | null)[];
  start(): () => void;
}

function nothingOf(runs: readonly ComparedRun[], { preferences }: Hold): Drawn {
  const { language } = preferences;
  const searches = searchesSection(runs, readLook(preferences));
  const said = runs.length === 0 ? words.none : words.nothingMeasured;
  const baseline = baselineOf(null, runs, []);
  const sections =
    searches === null
      ? [el('p', { class: 'note' }, said[language])]
      : [runsSection(runs, baseline, language), differsSection(runs, [], baseline, language), searches];
  return { sections, start: () => () => {} };
}

function sectionsOf(runs: readonly ComparedRun[], all: readonly RunCase[], view: View, hold: Hold): Drawn {
  const { language } = hold.preferences;
  const look = readLook(hold.preferences);
  const baseline = baselineOf(view.baseline, runs, all);
  const compared = compareCases(all, baseline);
  const shown = filtered(all, view.filters);
  const visible = new Set(shown.map(({ key }) => key));
  // The baseline's own figures stay where something that is shown is held against them.
  const heldAgainst = new Set(
    compared.filter(({ subject }) => visible.has(subject.key)).map(({ baseline: held }) => held?.key),
  );
  const kept = compared.filter(({ subject: { key } }) => visible.has(key) || heldAgainst.has(key));
  const drawn = drawnCases(shown, view.lines);
  const merged = (cases: readonly RunCase[]): Report => mergeReports(runs, sideBySide(cases));
  const parts = drawn.length === 0 ? [] : splitByScenario(merged(drawn));
  const charts = chartSections(parts, (report) => ({ report, suffix: '' }), look, words.notDrawn[language]);
  const keys = new Set(drawn.map(({ key }) => key));
  return {
    sections: [
      runsSection(runs, baseline, language),
      differsSection(runs, all, baseline, language),
      chooseSection(runs, all, shown, baseline, view, hold),
      ...(shown.length === 0
        ? [el('p', { class: 'note' }, words.choose.nothingLeft[language])]
        : [
            heatSection(merged(all), language, (id) => visible.has(id)),
            ratiosSection(kept, baseline, language),
            everyMetric(
              kept.filter(({ subject }) => keys.has(subject.key)),
              language,
            ),
            linesPicker(shown, drawn, view, hold),
          ]),
      searchesSection(runs, look),
      ...charts.sections,
      adviceSection(
        runs.map(({ report }) => report),
        look,
      ),
    ],
    start: charts.start,
  };
}
