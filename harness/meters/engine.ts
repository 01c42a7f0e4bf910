import type { Meter } from '../meter.ts';

/** What the engine that played the clients measured besides, by its own count. */
export default {
  id: 'engine',
  metrics: [
    {
      path: 'engine.saturation.requestsPerSecond',
      title: { en: 'Saturation: requests per second', ko: '포화 시 초당 요청 수' },
      unit: 'count',
      better: 'higher',
    },
    {
      path: 'engine.saturation.serverCpuShare',
      title: { en: 'Saturation: server CPU, cores', ko: '포화 시 서버 CPU(코어)' },
      unit: 'ratio',
    },
    {
      path: 'engine.saturation.clientCpuShare',
      title: { en: 'Saturation: client CPU, cores', ko: '포화 시 클라이언트 CPU(코어)' },
      unit: 'ratio',
    },
  ],
  section: ({ engine }) => (engine === undefined ? {} : { engine }),
} satisfies Meter;
