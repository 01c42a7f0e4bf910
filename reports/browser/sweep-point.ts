import { atPoint, type Sweep, sweepOf } from '../../harness/results/sweep.ts';
import { pointName } from '../drawing/sweep-chart.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';
import type { Preferences } from './preferences.ts';

/** A report at one value of its sweep. */
export interface ReportPoint {
  readonly report: Report;
  /** Such as " · 400 subscribers", behind the title of what shows it; empty for an ordinary run. */
  readonly suffix: string;
}

/** At the value that the reader chose, the largest at first; an ordinary report as it is. */
export function reportAtPoint(report: Report, preferences: Preferences): ReportPoint {
  const sweep = sweepOf(report.run);
  if (sweep === null) return { report, suffix: '' };
  const value = chosenOf(sweep, preferences);
  return {
    report: { ...report, run: atPoint(report.run, sweep, value) },
    suffix: ` · ${pointName(sweep, value, preferences)}`,
  };
}

/** Buttons for the values of a sweep; nothing for an ordinary run. */
export function pointSwitch(
  report: Report,
  preferences: Preferences,
  change: (change: Partial<Preferences>) => void,
): HTMLElement | null {
  const sweep = sweepOf(report.run);
  if (sweep === null) return null;
  const { language } = preferences;
  const chosen = chosenOf(sweep, preferences);
  const buttons = sweep.values.map((value) => {
    const button = el(
      'button',
      { type: 'button', id: `point-${value}`, 'aria-pressed': String(value === chosen) },
      pointName(sweep, value, preferences),
    );
    button.addEventListener('click', () => change({ point: value }));
    return button;
  });
  return el(
    'div',
    { class: 'sweep-point' },
    el('p', { id: 'sweep-point' }, texts.sweep.choose[language]),
    el('div', { class: 'switch', role: 'group', 'aria-labelledby': 'sweep-point' }, ...buttons),
  );
}

const chosenOf = ({ values }: Sweep, { point }: Preferences): number =>
  values.find((value) => value === point) ?? values.at(-1) ?? Number.NaN;
