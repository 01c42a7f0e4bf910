import type { Chart } from '../chart.ts';
import { drawSweep } from '../drawing/sweep-chart.ts';
import { cpuMultiple, cpuPerDelivery } from '../figures/measures.ts';
import { isReference } from '../report.ts';

export default {
  id: 'cpu-over-load',
  group: 'load',
  order: 6,
  overSweep: true,
  title: { en: 'Server CPU as the load grows', ko: '부하에 따른 서버 CPU' },
  reading: {
    en: 'CPU that the server spends per delivery, as a multiple of a bare socket under the same load in the same run (in µs where there is none); a level line costs its share at any size, a rising one gets dearer. The thin strokes span the trials, a cross marks a point that is not valid.',
    ko: '전달 1건당 서버 CPU가 같은 실행, 같은 부하의 순수 소켓에 비해 몇 배인지 보여 줍니다(순수 소켓이 없으면 µs). 평평한 선은 규모와 상관없이 배수가 같고, 올라가는 선은 점점 비싸진다는 뜻입니다. 가는 세로선은 시행 사이의 범위, X 표시는 무효인 지점입니다.',
  },
  draw(report, look) {
    const compared = report.run.cases.filter((one) => !isReference(report.run, one));
    if (!compared.some((one) => cpuMultiple.of(report, one) !== null)) {
      return drawSweep(report, look, {
        measure: cpuPerDelivery,
        axisTitle: { en: 'µs of CPU per delivery', ko: '전달 1건당 CPU 시간, µs' },
        scale: 'linear',
      });
    }
    return drawSweep(report, look, {
      measure: cpuMultiple,
      axisTitle: { en: '× raw socket', ko: '순수 소켓 대비 배수' },
      scale: 'linear',
    });
  },
} satisfies Chart;
