import type { Meter } from '../meter.ts';

/** Clients that the server sent away because they did not read what it had for them. */
export default {
  id: 'backpressure',
  metrics: [
    {
      path: 'backpressure.slowConsumers',
      title: { en: 'Slow consumers sent away', ko: '느려서 끊긴 구독자' },
      unit: 'count',
      better: 'lower',
    },
  ],
  section: ({ before, afterDrain }) => ({
    backpressure: { slowConsumers: afterDrain.slowConsumers - before.slowConsumers },
  }),
} satisfies Meter;
