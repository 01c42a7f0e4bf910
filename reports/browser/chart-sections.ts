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

/** Every chart of every scenario. `start` draws them once they are in the document. */
export function chartSections(
  parts: readonly Report[],
  look: Look,
): { readonly sections: readonly HTMLElement[]; start(): () => void } {
  const drawn = parts.map((part) => {
    const scenario = part.run.cases[0]?.scenario ?? '';
    const title = part.run.scenarios[scenario]?.title[look.language] ?? scenario;
    const heading = texts.charts.heading[look.language];
    const cards = charts.map((chart) => cardOf(chart, part, look));
    const section = el(
      'section',
      { class: 'charts', 'aria-label': `${heading}: ${title}` },
      el('h2', {}, parts.length > 1 ? `${heading} · ${title}` : heading),
      el('div', { class: 'cards' }, ...cards.map(({ element }) => element)),
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

function cardOf(chart: ChartPart, report: Report, look: Look): Card {
  const { language } = look;
  const drawing = chart.draw(report, look);
  const head = [el('h3', {}, chart.title[language]), el('p', { class: 'reading' }, chart.reading[language])];
  if ('reason' in drawing) {
    const reason = fill(texts.charts.cannotDraw, language, { reason: drawing.reason[language] });
    return {
      element: el('article', { id: `chart-${chart.id}` }, ...head, el('p', { class: 'note' }, reason)),
    };
  }
  const canvas = el('canvas', {
    role: 'img',
    'aria-label': `${chart.title[language]}. ${chart.reading[language]}`,
  });
  const frame = el('div', { class: 'canvas' }, canvas);
  if (drawing.rows !== undefined) frame.style.height = `${drawing.rows * 2.3 + 5}rem`;
  let live: Chart | undefined;
  const element = el(
    'article',
    { id: `chart-${chart.id}` },
    ...head,
    drawing.legend.length > 1 ? legendOf(drawing.legend, () => live, look) : null,
    frame,
    dataOf(drawing, chart.title[language], look),
  );
  const start = (): (() => void) => {
    live = new Chart(canvas, drawing.config as ChartConfiguration);
    return () => live?.destroy();
  };
  return { element, start };
}

const dataOf = (drawing: Drawn, title: string, look: Look): HTMLElement =>
  el('details', {}, el('summary', {}, texts.charts.data[look.language]), tableElement(drawing.table, title));
