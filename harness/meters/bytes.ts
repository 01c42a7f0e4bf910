import type { Meter } from '../meter.ts';

/**
 * At the server's sockets, TLS included, kernel TCP/IP headers excluded. From the schedule's start to
 * the drain's end, warm-up included: then nothing is on its way at either end, and bytes and
 * deliveries are of the same events. What it takes to connect is not in it.
 */
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
  section: ({ boundaries: [start], afterDrain, deliveriesInAll }) => {
    const since = (name: 'bytesToClients' | 'bytesFromClients'): number =>
      afterDrain.connections[name] - (start?.connections[name] ?? 0);
    const toClients = since('bytesToClients');
    const fromClients = since('bytesFromClients');
    // Of a server whose sockets nobody counts there is no figure.
    const perDelivery =
      deliveriesInAll === 0 || toClients === 0 ? null : (toClients + fromClients) / deliveriesInAll;
    return { bytes: { toClients, fromClients, perDelivery } };
  },
} satisfies Meter;
