import type { Texts } from '../lab/texts.ts';
import type { Drawing } from '../reports/chart.ts';
import { barChart } from '../reports/drawing/bar-chart.ts';
import type { Look } from '../reports/drawing/look.ts';
import type { Unit } from '../reports/figures/units.ts';

export interface ValueBar {
  readonly name: string;
  readonly value: number;
  /** The scheme's, such as a transport's own; grey where absent. */
  readonly colour?: string;
  readonly hollow?: boolean;
  /** Written at its end in place of the number. */
  readonly said: string;
}

const NOTHING: Texts = { en: 'There is nothing to draw.', ko: '그릴 값이 없습니다.' };

/** One bar for each value of an experiment, in the house style. */
export function drawBars(
  bars: readonly ValueBar[],
  look: Look,
  { unit, axis, mark }: { unit: Unit; axis: Texts; mark?: { at: number; label: string } },
): Drawing {
  if (bars.length === 0) return { reason: NOTHING };
  return {
    config: barChart({
      look,
      unit,
      axisTitle: axis[look.language],
      ...(mark && { mark }),
      bars: bars.map(({ name, value, colour = look.muted, hollow = false, said }) => ({
        series: { name, colour, hollow, dash: [], marker: 'rect' },
        figure: {
          value: value * unit.divisor,
          min: value * unit.divisor,
          max: value * unit.divisor,
          trials: 1,
        },
        said,
      })),
    }),
    legend: [],
    rows: bars.length,
    table: {
      columns: ['', axis[look.language]],
      rows: bars.map(({ name, said }) => ({ heading: name, cells: [said] })),
    },
    exact: { columns: ['name', 'value'], rows: bars.map(({ name, value }) => [name, value]) },
  };
}
