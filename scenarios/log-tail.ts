import { z } from 'zod';
import { atLeastOne, positive, zeroOrMore } from './parameters.ts';
import { payloadText } from './payload.ts';
import { poissonOffsets } from './poisson.ts';
import type { RandomSource } from './random.ts';
import type { Scenario } from './scenario.ts';

const parameters = z.strictObject({
  clients: atLeastOne(50).describe('people who follow the log'),
  rate: zeroOrMore(20).describe('lines per second between bursts and in them, Poisson; 0 for bursts only'),
  payloadBytes: atLeastOne(120).describe('bytes of each line'),
  burstRate: zeroOrMore(500).describe('further lines per second during a burst, evenly; 0 for no bursts'),
  burstSeconds: positive(0.2).describe('seconds that a burst lasts'),
  burstEverySeconds: positive(2).describe('seconds from the start of one burst to the next'),
});

const CHANNEL = 'log';

/**
 * The offsets of the lines in bursts. The phase is drawn so that the first burst ends within its
 * period: any run of one period has a whole burst.
 */
function* burstOffsets(
  random: RandomSource,
  { burstRate, burstSeconds, burstEverySeconds }: z.infer<typeof parameters>,
  horizonUs: number,
): Generator<number> {
  const periodUs = burstEverySeconds * 1e6;
  const lengthUs = Math.min(burstSeconds * 1e6, periodUs);
  const lines = Math.round((lengthUs / 1e6) * burstRate);
  const phaseUs = random.uniform() * (periodUs - lengthUs);
  if (lines === 0) return;
  for (let startUs = phaseUs; startUs < horizonUs; startUs += periodUs) {
    for (let line = 0; line < lines; line += 1) {
      const atUs = Math.floor(startUs + (line * lengthUs) / lines);
      if (atUs >= horizonUs) return;
      yield atUs;
    }
  }
}

/** A log that many people watch: a steady trickle with bursts, which is what buffers fear. */
export default {
  id: 'log-tail',
  title: { en: 'Log tail', ko: '로그 테일' },
  summary: {
    en: 'One log that many people follow: a steady trickle of lines, with short bursts.',
    ko: '여러 사람이 로그 하나를 함께 지켜보며, 꾸준히 흐르다가 짧은 순간 폭주합니다.',
  },
  parameters,
  upstream: false,
  audience: ({ clients }) =>
    Array.from({ length: clients }, () => ({ channels: [CHANNEL], from: 'end' as const })),
  sources: (chosen) => [
    {
      id: 'lines',
      *events(random, horizonUs) {
        for (const offsetUs of poissonOffsets(random, chosen.rate, horizonUs)) {
          const data = payloadText(random, chosen.payloadBytes);
          yield { offsetUs, channel: CHANNEL, kind: 'message', data };
        }
      },
    },
    {
      id: 'bursts',
      *events(random, horizonUs) {
        for (const offsetUs of burstOffsets(random, chosen, horizonUs)) {
          const data = payloadText(random, chosen.payloadBytes);
          yield { offsetUs, channel: CHANNEL, kind: 'message', data };
        }
      },
    },
  ],
} satisfies Scenario<z.infer<typeof parameters>>;
