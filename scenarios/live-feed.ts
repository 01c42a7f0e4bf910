import { z } from 'zod';
import { atLeastOne, positive } from './parameters.ts';
import { payloadText } from './payload.ts';
import { poissonOffsets } from './poisson.ts';
import type { Scenario } from './scenario.ts';

const parameters = z.strictObject({
  clients: atLeastOne(200).describe('subscribers of the feed'),
  rate: positive(10).describe('events per second, Poisson'),
  payloadBytes: atLeastOne(200).describe('bytes of data in each event'),
});

/** One channel that everybody follows: a live ticker, a score, a news feed. */
export default {
  id: 'live-feed',
  title: { en: 'Live feed', ko: '라이브 피드' },
  summary: {
    en: 'One channel, many subscribers, events at random times.',
    ko: '한 채널을 여러 구독자가 함께 보고, 이벤트는 무작위 시각에 발생합니다.',
  },
  parameters,
  upstream: false,
  audience: ({ clients }) =>
    Array.from({ length: clients }, () => ({ channels: ['feed'], from: 'end' as const })),
  sources: ({ rate, payloadBytes }) => [
    {
      id: 'feed',
      *events(random, horizonUs) {
        for (const offsetUs of poissonOffsets(random, rate, horizonUs)) {
          yield { offsetUs, channel: 'feed', kind: 'message', data: payloadText(random, payloadBytes) };
        }
      },
    },
  ],
} satisfies Scenario<z.infer<typeof parameters>>;
