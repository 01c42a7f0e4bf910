import type { Meter } from '../meter.ts';

/** What clients reach the server through: its CPU in the measure phase, memory and clients' connections at its end. */
export default {
  id: 'proxy',
  metrics: [
    {
      path: 'proxy.cpuUsPerDelivery',
      title: { en: 'Proxy CPU per delivery', ko: '전달당 프록시 CPU' },
      unit: 'us',
      better: 'lower',
    },
    {
      path: 'proxy.memoryBytes',
      title: { en: 'Proxy memory (PSS)', ko: '프록시 메모리 (PSS)' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'proxy.memoryBytesPerSubscriber',
      title: { en: 'Proxy memory per subscriber', ko: '구독자당 프록시 메모리' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'proxy.connections',
      title: { en: 'Clients’ connections at the proxy', ko: '프록시의 클라이언트 연결' },
      unit: 'count',
      better: 'lower',
    },
  ],
  section: ({ machine, load, deliveriesInPhase }) => {
    const [before, from, to] = [
      machine?.before.proxy,
      machine?.measureStart.proxy,
      machine?.measureEnd.proxy,
    ];
    if (before === undefined || from === undefined || to === undefined) return {};
    const cpuUs = to.cpuUs - from.cpuUs;
    const opened = load.reduce((sum, summary) => sum + summary.opened, 0);
    const grownBytes = Math.max(0, to.memoryBytes - before.memoryBytes);
    return {
      proxy: {
        cpuUs,
        cpuUsPerDelivery: deliveriesInPhase === 0 ? null : cpuUs / deliveriesInPhase,
        memoryBytes: to.memoryBytes,
        memoryBytesPerSubscriber: opened === 0 ? null : grownBytes / opened,
        connections: to.connections,
      },
    };
  },
} satisfies Meter;
