import type { Meter } from '../meter.ts';

/** The server process: CPU during the measure phase, memory at its end against before the first client. */
export default {
  id: 'server',
  metrics: [
    {
      path: 'server.cpuUsPerDelivery',
      title: { en: 'Server CPU per delivery', ko: '전달당 서버 CPU' },
      unit: 'us',
      better: 'lower',
    },
    {
      path: 'server.rssBytesPerConnection',
      title: { en: 'Server memory per connection', ko: '연결당 서버 메모리' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'server.rssBytesPerSubscriber',
      title: { en: 'Server memory per subscriber', ko: '구독자당 서버 메모리' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'server.rssBytes',
      title: { en: 'Server memory (RSS)', ko: '서버 메모리 (RSS)' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'server.eventLoopDelayP99Us',
      title: { en: 'Server event-loop delay p99', ko: '서버 이벤트 루프 지연 p99' },
      unit: 'us',
      better: 'lower',
    },
  ],
  section: ({ before, measureStart, measureEnd, load, deliveriesInPhase }) => {
    const cpuUs = measureEnd.cpuUs - measureStart.cpuUs;
    const opened = load.reduce((sum, summary) => sum + summary.opened, 0);
    const { tcpOpen } = measureEnd.connections;
    // A server that took another's place did not grow from where that one began.
    const theSame = measureEnd.servers.every(({ pid }, index) => pid === before.servers[index]?.pid);
    const grownBytes = theSame ? Math.max(0, measureEnd.rssBytes - before.rssBytes) : null;
    const grownBytesPer = (count: number): number | null =>
      grownBytes === null || count === 0 ? null : grownBytes / count;
    return {
      server: {
        cpuUs,
        cpuUsPerDelivery: deliveriesInPhase === 0 ? null : cpuUs / deliveriesInPhase,
        rssBytes: measureEnd.rssBytes,
        rssBytesPerConnection: grownBytesPer(tcpOpen),
        // Over HTTP/2 several subscribers share a connection: this one compares the versions.
        rssBytesPerSubscriber: grownBytesPer(opened),
        eventLoopDelayP99Us: measureEnd.eventLoopDelayP99Us,
        ...(measureEnd.eventLoopDelayMaxUs !== undefined && {
          eventLoopDelayMaxUs: measureEnd.eventLoopDelayMaxUs,
        }),
      },
    };
  },
} satisfies Meter;
