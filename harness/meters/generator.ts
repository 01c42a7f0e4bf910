import type { Meter } from '../meter.ts';

/** The load processes during the measure phase; whether they were saturated, saturation.ts says of the whole trial. */
export default {
  id: 'generator',
  metrics: [
    {
      path: 'generator.cpuUsPerDelivery',
      title: { en: 'Client CPU per delivery', ko: '전달당 클라이언트 CPU' },
      unit: 'us',
      better: 'lower',
    },
    {
      path: 'generator.eventLoopDelayP99Us',
      title: { en: 'Client event-loop delay p99', ko: '클라이언트 이벤트 루프 지연 p99' },
      unit: 'us',
      better: 'lower',
    },
  ],
  section: ({ plan, load, deliveriesInPhase }) => {
    const cpuUs = load.reduce((sum, summary) => sum + summary.cpuUs, 0);
    const busiestUs = Math.max(...load.map((summary) => summary.cpuUs));
    const eventLoopDelayP99Us = Math.max(...load.map((summary) => summary.eventLoopDelayP99Us));
    return {
      generator: {
        cpuUs,
        cpuUsPerDelivery: deliveriesInPhase === 0 ? null : cpuUs / deliveriesInPhase,
        eventLoopDelayP99Us,
        cpuShare: busiestUs / plan.durationUs,
      },
    };
  },
} satisfies Meter;
