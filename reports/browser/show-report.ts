import { type Report, splitByScenario } from '../report.ts';
import { texts } from '../texts.ts';
import { adviceSection } from './advice/advice-section.ts';
import { capacitySection } from './capacity.ts';
import { chartSections } from './chart-sections.ts';
import { conditionsSection } from './conditions.ts';
import { contentsOf } from './contents.ts';
import { differencesSection } from './differences.ts';
import { el } from './dom.ts';
import { enginesSection } from './engines.ts';
import { faultSection } from './fault.ts';
import { findingsSection } from './findings.ts';
import { heatSection } from './heat.ts';
import { keepPlace } from './keep-place.ts';
import { readLook } from './look.ts';
import { mastheadOf } from './masthead.ts';
import { followSurroundings, initialPreferences, type Preferences } from './preferences.ts';
import { lightOnPaper } from './print.ts';
import { summarySection } from './summary.ts';
import { pointSwitch, type ReportPoint, reportAtPoint } from './sweep-point.ts';
import { cautionsSection, fatalSection } from './warnings.ts';

/** Draws a report into `root`, and again whenever the reader changes language or colours. */
export function showReport(root: HTMLElement, report: Report): void {
  const preferences = initialPreferences();
  let discard = (): void => {};
  const draw = (): void => {
    discard();
    discard = drawOnce(root, report, preferences, (change) => {
      Object.assign(preferences, change);
      redraw();
    });
  };
  const redraw = (): void => keepPlace(draw);
  lightOnPaper(preferences, redraw);
  followSurroundings(preferences, redraw);
  draw();
}

function drawOnce(
  root: HTMLElement,
  report: Report,
  preferences: Preferences,
  change: (change: Partial<Preferences>) => void,
): () => void {
  const { language, scheme } = preferences;
  document.documentElement.lang = language;
  document.documentElement.dataset.scheme = scheme;
  document.title = `${texts.page.name[language]} · ${report.run.id}`;
  const look = readLook(preferences);
  const pointOf = (part: Report): ReportPoint => reportAtPoint(part, preferences);
  const parts = splitByScenario(report);
  // A search for capacity has no cases, and still a chart.
  const charts = chartSections(parts.length === 0 ? [report] : parts, pointOf, look);
  const main = el(
    'main',
    {},
    fatalSection(report.run, language),
    ...(report.run.capacity
      ? [capacitySection(report, look), cautionsSection(report.run, language)]
      : caseSections(report, preferences, pointOf, change)),
    ...charts.sections,
    report.run.capacity ? null : adviceSection([report], look),
    conditionsSection(report.run, language),
  );
  const masthead = mastheadOf(report, preferences, change);
  const page = el('div', { class: 'page' }, masthead, contentsOf(main, language), main);
  root.querySelector('.page')?.remove();
  root.prepend(page);
  // Chart.js measures its canvas, so it can only start once the page is in the document.
  return charts.start();
}

/** What is told of cases: findings, warnings, tables. */
function caseSections(
  report: Report,
  preferences: Preferences,
  pointOf: (part: Report) => ReportPoint,
  change: (change: Partial<Preferences>) => void,
): (HTMLElement | null)[] {
  const { language } = preferences;
  return [
    pointSwitch(report, preferences, change),
    findingsSection(pointOf(report).report, language),
    cautionsSection(report.run, language),
    faultSection(pointOf(report).report, language),
    enginesSection(pointOf(report).report, language),
    heatSection(pointOf(report).report, language),
    ...splitByScenario(report).map((part) => summarySection(part, pointOf(part), language)),
    differencesSection(pointOf(report).report, language),
  ];
}
