import type { FleetState } from '../fleet-readings.ts';
import type { Meter } from '../meter.ts';

/** The log that several servers share: what it takes, and how long an event is on its way through it. */
export default {
  id: 'log',
  metrics: [
    {
      path: 'log.tripMeanUs',
      title: { en: 'Way through the shared log, mean', ko: '공유 로그를 거치는 시간, 평균' },
      unit: 'us',
      better: 'lower',
    },
    {
      path: 'log.cpuUsPerEvent',
      title: { en: 'Redis CPU per event', ko: '이벤트당 Redis CPU' },
      unit: 'us',
      better: 'lower',
    },
    {
      path: 'log.bytesInPerEvent',
      title: { en: 'Bytes to Redis per event', ko: '이벤트당 Redis로 보낸 바이트' },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'log.bytesOutPerEvent',
      title: {
        en: 'Bytes from Redis per event, to all servers',
        ko: '이벤트당 Redis가 서버들에 보낸 바이트',
      },
      unit: 'bytes',
      better: 'lower',
    },
    {
      path: 'log.memoryBytes',
      title: { en: 'Memory of Redis', ko: 'Redis 메모리' },
      unit: 'bytes',
      better: 'lower',
    },
  ],
  section: ({ measureStart, measureEnd, boundaries, afterDrain, log }) => {
    if (log === undefined) return {};
    const { measureStart: from, measureEnd: to } = log;
    const events = since(measureStart, measureEnd, 'published');
    const received = since(measureStart, measureEnd, 'received');
    const tripUs = since(measureStart, measureEnd, 'tripSumUs');
    const per = (amount: number): number | null => (events === 0 ? null : amount / events);
    const states = [...boundaries, afterDrain].flatMap((state) => state.servers.map((server) => server.log));
    return {
      log: {
        version: to.version,
        events,
        tripMeanUs: received === 0 ? null : tripUs / received,
        cpuUs: to.cpuUs - from.cpuUs,
        cpuUsPerEvent: per(to.cpuUs - from.cpuUs),
        bytesInPerEvent: per(to.bytesIn - from.bytesIn),
        bytesOutPerEvent: per(to.bytesOut - from.bytesOut),
        memoryBytes: to.memoryBytes,
        // As the servers themselves said it, every half second.
        awayUs: Math.max(0, ...states.map((state) => state?.awayForUs ?? 0)),
        waitingMost: Math.max(0, ...states.map((state) => state?.waiting ?? 0)),
        malformed: since(measureStart, measureEnd, 'malformed'),
      },
    };
  },
} satisfies Meter;

type Counted = 'published' | 'received' | 'tripSumUs' | 'malformed';

/** Over all servers; one that took another's place counts from its own start. */
const since = (from: FleetState, to: FleetState, name: Counted): number =>
  to.servers.reduce((sum, end, index) => {
    const begin = from.servers[index];
    const before = begin?.pid === end.pid ? (begin.log?.[name] ?? 0) : 0;
    return sum + Math.max(0, (end.log?.[name] ?? 0) - before);
  }, 0);
