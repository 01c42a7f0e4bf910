import type { Meter } from '../meter.ts';

/** At the server's sockets during the measure phase, TLS included, kernel TCP/IP headers excluded. */
export default {
  id: 'bytes',
  metrics: [
    {
      path: 'bytes.perDelivery',
      title: { en: 'Bytes per delivery', ko: '전달당 바이트' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'bytes.toClients',
      title: { en: 'Bytes to clients', ko: '클라이언트로 보낸 바이트' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'bytes.fromClients',
      title: { en: 'Bytes from clients', ko: '클라이언트에서 받은 바이트' },
      unit: 'bytes',
      better: 'lower',
    },
  ],
  section: ({ measureStart, measureEnd, deliveriesInPhase }) => {
    const toClients = measureEnd.connections.bytesToClients - measureStart.connections.bytesToClients;
    const fromClients = measureEnd.connections.bytesFromClients - measureStart.connections.bytesFromClients;
    const perDelivery = deliveriesInPhase === 0 ? null : (toClients + fromClients) / deliveriesInPhase;
    return { bytes: { toClients, fromClients, perDelivery } };
  },
} satisfies Meter;
