import { z } from 'zod';
import { atLeastOne, positive } from './parameters.ts';
import { payloadText } from './payload.ts';
import type { Scenario } from './scenario.ts';

const parameters = z.strictObject({
  clients: atLeastOne(1).describe('subscribers of the updates'),
  updates: atLeastOne(5).describe('updates in all; fewer where the run is over before'),
  rate: positive(1).describe('updates per second, evenly spaced'),
  payloadBytes: atLeastOne(39).describe('bytes of data in each update'),
});

/**
 * The design of Alexis Abril, "A comparison between WebSockets, server-sent events, and polling"
 * (2017, repository Aquilio/09-23-17-real-time-methods): five updates, one a second, to one subscriber
 * and to two. An update there is a date as text, which has 39 bytes. docs/BYTES.md has both results.
 */
export default {
  id: 'five-updates',
  title: { en: 'Five updates', ko: '업데이트 5건' },
  summary: {
    en: 'Five small updates, one a second, as in an often cited study of 2017.',
    ko: '자주 인용되는 2017년 연구처럼 작은 업데이트 5건을 1초 간격으로 보냅니다.',
  },
  parameters,
  upstream: false,
  audience: ({ clients }) =>
    Array.from({ length: clients }, () => ({ channels: ['updates'], from: 'end' as const })),
  sources: ({ updates, rate, payloadBytes }) => [
    {
      id: 'updates',
      *events(random, horizonUs) {
        const periodUs = 1e6 / rate;
        // A page is opened at any moment between two updates.
        const phaseUs = random.uniform() * periodUs;
        for (let update = 0; update < updates; update++) {
          const offsetUs = Math.floor(phaseUs + update * periodUs);
          if (offsetUs >= horizonUs) return;
          yield { offsetUs, channel: 'updates', kind: 'message', data: payloadText(random, payloadBytes) };
        }
      },
    },
  ],
} satisfies Scenario<z.infer<typeof parameters>>;
