import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import { type Chart as ChartPart, chartsOf, type Drawn } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import type { Report } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { el } from './dom.ts';
import { legendOf } from './legend.ts';
import type { ReportPoint } from './sweep-point.ts';
import { tableElement } from './table.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);

const charts = chartsOf(import.meta.glob(['../charts/*.ts', '!**/*.test.ts'], { eager: true }));

interface Card {
  readonly element: HTMLElement;
  /** Starts Chart.js and returns what ends it; absent where nothing is drawn. */
  readonly start?: () => () => void;
}

/**
 * Every chart of every scenario, then those that this run has nothing for. `start` draws them once
 * they are in the document.
 *
 * @param pointOf a report at the value of its sweep that the reader chose, for charts of one load
 */
export function chartSections(
  parts: readonly Report[],
  pointOf: (part: Report) => ReportPoint,
  look: Look,
): { readonly sections: readonly HTMLElement[]; start(): () => void } {
  const drawn = parts.map((part) => {
    const scenario = part.run.cases[0]?.scenario ?? '';
    const title = part.run.scenarios[scenario]?.title[look.language] ?? scenario;
    const heading = texts.charts.heading[look.language];
    const point = pointOf(part);
    const all = charts.map((chart) =>
      cardOf(chart, chart.overSweep ? { report: part, suffix: '' } : point, look),
    );
    const [cards, missing] = [all.filter(({ start }) => start), all.filter(({ start }) => !start)];
    const section = el(
      'section',
      { class: 'charts', 'aria-label': `${heading}: ${title}` },
      el('h2', {}, parts.length > 1 ? `${heading} · ${title}` : heading),
      el('div', { class: 'cards' }, ...cards.map(({ element }) => element)),
      missing.length === 0 || part.run.capacity
        ? null
        : el('ul', { class: 'not-drawn' }, ...missing.map(({ element }) => element)),
    );
    return { section, cards };
  });
  return {
    sections: drawn.map(({ section }) => section),
    start() {
      const ends = drawn.flatMap(({ cards }) => cards.flatMap(({ start }) => start?.() ?? []));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function cardOf(chart: ChartPart, { report, suffix }: ReportPoint, look: Look): Card {
  const { language } = look;
  const drawing = chart.draw(report, look);
  const title = chart.title[language] + suffix;
  if ('reason' in drawing) {
    const reason = fill(texts.charts.cannotDraw, language, { title, reason: drawing.reason[language] });
    return { element: el('li', { id: `chart-${chart.id}` }, reason) };
  }
  const canvas = el('canvas', {
    role: 'img',
    'aria-label': `${title}. ${chart.reading[language]}`,
  });
  const frame = el('div', { class: 'canvas' }, canvas);
  if (drawing.rows !== undefined) frame.style.height = `${drawing.rows * 2.3 + 5}rem`;
  let live: Chart | undefined;
  const element = el(
    'article',
    { id: `chart-${chart.id}` },
    el('h3', {}, title),
    el('p', { class: 'reading' }, chart.reading[language]),
    drawing.legend.length > 1 ? legendOf(drawing.legend, () => live, look) : null,
    frame,
    dataOf(drawing, title, look),
  );
  const start = (): (() => void) => {
    live = new Chart(canvas, drawing.config as ChartConfiguration);
    return () => live?.destroy();
  };
  return { element, start };
}

const dataOf = (drawing: Drawn, title: string, look: Look): HTMLElement =>
  el('details', {}, el('summary', {}, texts.charts.data[look.language]), tableElement(drawing.table, title));
