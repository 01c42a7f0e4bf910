import type { Chart } from '../chart.ts';
import { barChart } from '../drawing/bar-chart.ts';
import { capacityTable } from '../drawing/capacity-table.ts';
import { lookOf } from '../drawing/series.ts';
import { capacityFigure, sayCapacity } from '../figures/capacity.ts';
import { COUNT } from '../figures/units.ts';
import { texts } from '../texts.ts';

const words = texts.capacity;

export default {
  id: 'capacity',
  group: 'load',
  order: 2,
  title: { en: 'How much it carries', ko: '어디까지 감당하나' },
  reading: {
    en: 'The largest load that kept the objective; longer carries more. The whisker runs from the largest load that was kept to the least that was broken next to it; “≥” means that the clients gave out before the server did.',
    ko: '목표를 지킨 최대 부하이며, 길수록 많이 감당합니다. 수염은 지킨 최대 부하에서 바로 다음의 깨진 부하까지입니다. “≥”는 서버보다 클라이언트가 먼저 한계에 닿았다는 뜻입니다.',
  },
  draw(report, look) {
    const { capacity } = report.run;
    if (capacity === undefined) return { reason: words.none };
    const found = capacity.cases.flatMap((one) => {
      const figure = capacityFigure(one);
      return figure === null ? [] : [{ one, figure }];
    });
    if (found.length === 0) return { reason: words.nothingFound };
    return {
      config: barChart({
        look,
        bars: found.map(({ one, figure }) => ({
          series: lookOf(report.run, one, look),
          figure,
          said: sayCapacity(one, look.language),
        })),
        unit: COUNT,
        axisTitle: words.axis[capacity.by][look.language],
      }),
      legend: [],
      rows: found.length,
      table: capacityTable(report.run, capacity.cases, look),
    };
  },
} satisfies Chart;
