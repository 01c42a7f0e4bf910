import type { Chart } from '../chart.ts';
import { originOf } from '../compare/origin.ts';
import { drawMeasure } from '../drawing/measure-chart.ts';
import { cpuMultiple, cpuPerDelivery } from '../figures/measures.ts';
import { cpuIntervalOf } from '../figures/reference.ts';
import { isReference } from '../report.ts';
import { texts } from '../texts.ts';

export default {
  id: 'cpu-per-delivery',
  group: 'cost',
  order: 60,
  title: { en: 'Server CPU per delivery', ko: '전달 1건당 서버 CPU' },
  reading: {
    en: 'CPU that the server spends to deliver one event, as a multiple of a bare socket doing the same work in the same run (in µs where there is none); the whisker is the 95 % interval, in µs the range of the trials; shorter is cheaper.',
    ko: '이벤트 하나를 전달하는 데 쓴 서버 CPU가 같은 실행에서 같은 일을 한 순수 소켓의 몇 배인지 보여 줍니다(순수 소켓이 없으면 µs). 수염은 95% 구간이며(µs일 때는 시행의 범위), 짧을수록 저렴합니다.',
  },
  draw(report, look) {
    const compared = report.run.cases.filter((one) => !isReference(report.run, one));
    // A run without a raw socket would be missing among multiples of it.
    const ofRuns = [...Map.groupBy(compared, (one) => originOf(one)?.place).values()];
    const allHave = ofRuns.every((own) => own.some((one) => cpuMultiple.of(report, one) !== null));
    if (!allHave || ofRuns.length === 0) {
      return drawMeasure(report, look, {
        measure: cpuPerDelivery,
        axisTitle: { en: 'µs of CPU', ko: 'CPU 시간, µs' },
      });
    }
    return drawMeasure(report, look, {
      measure: { ...cpuMultiple, of: cpuIntervalOf },
      columns: [texts.charts.mean, texts.charts.interval],
      axisTitle: { en: '× raw socket', ko: '순수 소켓 대비 배수' },
      skip: (one) => isReference(report.run, one),
      mark: { at: 1, label: texts.charts.hiddenReference[look.language] },
    });
  },
} satisfies Chart;
