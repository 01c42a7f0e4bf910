import { type Chart, chartsOf } from '../chart.ts';
import { CHART_GROUPS, type ChartGroup } from '../chart-groups.ts';
import type { Look } from '../drawing/look.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { type Card, cardOf } from './chart-card.ts';
import { el } from './dom.ts';
import type { ReportPoint } from './sweep-point.ts';

const charts = chartsOf(import.meta.glob(['../charts/*.ts', '!**/*.test.ts'], { eager: true }));

/**
 * Every chart of every scenario under the question that it answers, then those that this run has
 * nothing for. `start` draws them once they are in the document.
 *
 * @param missingHeading what stands above the charts that there is nothing for
 * @param pointOf a report at the value of its sweep that the reader chose, for charts of one load
 */
export function chartSections(
  parts: readonly Report[],
  pointOf: (part: Report) => ReportPoint,
  look: Look,
  missingHeading: string = texts.charts.missing[look.language],
): { readonly sections: readonly HTMLElement[]; start(): () => void } {
  const { language } = look;
  const cards: Card[] = [];
  const missing = new Map<string, Set<string>>();
  const sections = parts.flatMap((part) => {
    const point = pointOf(part);
    const scenario = part.run.cases[0]?.scenario ?? '';
    const title = part.run.scenarios[scenario]?.title[language] ?? scenario;
    return (Object.keys(CHART_GROUPS) as ChartGroup[]).flatMap((group) => {
      const own: Card[] = [];
      for (const chart of charts.filter((one) => one.group === group)) {
        const card = cardOf(chart, chart.overSweep ? { report: part, suffix: '' } : point, look);
        if ('reason' in card) noteMissing(missing, card.reason[language], chart, language);
        else own.push(card);
      }
      cards.push(...own);
      const heading = CHART_GROUPS[group][language];
      const id = `charts-${group}-${scenario}`;
      return own.length === 0
        ? []
        : [groupSection(id, parts.length > 1 ? `${heading} · ${title}` : heading, own)];
    });
  });
  // A search for capacity measures nothing else, and does not lack it.
  const complete = missing.size === 0 || parts.some(({ run }) => run.capacity !== undefined);
  return {
    sections: complete ? sections : [...sections, missingSection(missing, missingHeading)],
    start() {
      const ends = cards.map(({ start }) => start());
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

const groupSection = (id: string, heading: string, cards: readonly Card[]): HTMLElement =>
  el(
    'section',
    { class: 'charts', 'aria-labelledby': id },
    el('h2', { id }, heading),
    el('div', { class: 'cards' }, ...cards.map(({ element }) => element)),
  );

/** Charts that are missing for one reason are told of together. */
function noteMissing(
  missing: Map<string, Set<string>>,
  reason: string,
  { title }: Chart,
  language: Look['language'],
): void {
  const titles = missing.get(reason) ?? new Set();
  missing.set(reason, titles.add(title[language]));
}

const missingSection = (missing: ReadonlyMap<string, ReadonlySet<string>>, heading: string): HTMLElement =>
  el(
    'section',
    { class: 'not-drawn', 'aria-labelledby': 'not-drawn' },
    el('h2', { id: 'not-drawn' }, heading),
    el(
      'dl',
      {},
      ...Array.from(missing, ([reason, titles]) =>
        el('div', {}, el('dt', {}, [...titles].join(', ')), el('dd', {}, reason)),
      ),
    ),
  );
