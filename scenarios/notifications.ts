import { z } from 'zod';
import { atLeastOne, positive } from './parameters.ts';
import { payloadText } from './payload.ts';
import { poissonOffsets } from './poisson.ts';
import type { Scenario } from './scenario.ts';

const parameters = z.strictObject({
  clients: atLeastOne(500).describe('subscribers, each with a channel of its own'),
  rate: positive(0.05).describe('events per second and subscriber, Poisson'),
  payloadBytes: atLeastOne(200).describe('bytes of data in each event'),
});

const userOf = (client: number): string => `user-${client + 1}`;

/** Many channels that are silent most of the time: what a connection costs while nothing happens. */
export default {
  id: 'notifications',
  title: { en: 'Notifications', ko: '알림' },
  summary: {
    en: 'A channel for each subscriber, mostly idle, with an event now and then.',
    ko: '구독자마다 채널이 하나씩 있고, 대부분 조용하다가 가끔 이벤트가 발생합니다.',
  },
  parameters,
  upstream: false,
  audience: ({ clients }) =>
    Array.from({ length: clients }, (_, client) => ({ channels: [userOf(client)], from: 'end' as const })),
  // One source per subscriber: a further subscriber then leaves everybody else's events in place.
  sources: ({ clients, rate, payloadBytes }) =>
    Array.from({ length: clients }, (_, client) => ({
      id: userOf(client),
      *events(random, horizonUs) {
        for (const offsetUs of poissonOffsets(random, rate, horizonUs)) {
          const data = payloadText(random, payloadBytes);
          yield { offsetUs, channel: userOf(client), kind: 'message', data };
        }
      },
    })),
} satisfies Scenario<z.infer<typeof parameters>>;
