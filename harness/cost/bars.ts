import type { Bar } from './subject.ts';

/** What the figures say of a bar; `unsure` where its interval reaches past the bar. */
export type Verdict = 'holds' | 'unsure' | 'missed' | 'information';

/** The median decides; the interval says how surely. */
export function verdictOf({ figure, atMost }: Bar): Verdict {
  if (atMost === undefined) return 'information';
  if (!(figure.median <= atMost)) return 'missed';
  return figure.high <= atMost || figure.blocks === 1 ? 'holds' : 'unsure';
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  holds: 'holds',
  unsure: 'holds, not surely',
  missed: 'MISSED',
  information: '',
};

/** The cells of one line: what, median, interval, bar, verdict. */
export function cellsOf(bar: Bar): readonly string[] {
  const { what, figure, unit, atMost } = bar;
  return [
    what,
    inUnit(figure.median, unit),
    figure.blocks === 1 ? '' : `${round(figure.low)} – ${round(figure.high)}`,
    atMost === undefined ? '' : `≤ ${inUnit(atMost, unit)}`,
    VERDICTS[verdictOf(bar)],
  ];
}

export const BAR_HEADS = ['', 'median', 'interval', 'bar', ''] as const;

/** The table in Markdown. */
export function barsAsMarkdown(bars: readonly Bar[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(BAR_HEADS),
    line(['---', '--:', '--:', '--:', '---']),
    ...bars.map((bar) => line(cellsOf(bar))),
  ]
    .join('\n')
    .concat('\n');
}

const inUnit = (value: number, unit: Bar['unit']): string =>
  `${round(value)}${unit === '' ? '' : ` ${unit}`}`;

/** Three significant digits, whole from a hundred on. */
function round(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
