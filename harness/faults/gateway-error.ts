import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  awaySeconds: seconds(4).describe('seconds until the next server takes the port'),
  status: z
    .number('a number')
    .int('a whole number')
    .min(500, 'from 500')
    .max(599, 'to 599')
    .default(502)
    .describe('HTTP status that is answered meanwhile'),
  recoverSeconds: recoverSeconds(10),
});

/**
 * A restart behind a proxy. One wrong status ends an EventSource for good (HTML standard, 9.2.3), so the
 * time away is longer than its first delay of 3 s: it meets the proxy, and not the new server.
 */
export default {
  id: 'gateway-error',
  title: { en: 'Restart behind a gateway', ko: '게이트웨이 뒤의 재시작' },
  summary: {
    en: 'The server is killed, and until the next one stands something answers 502 in its place, as a proxy does.',
    ko: '서버가 강제 종료되고, 새 서버가 뜰 때까지 프록시처럼 누군가 대신 502로 응답합니다.',
  },
  parameters,
  link: false,
  cuts: true,
  timing: (chosen) => ({ lengthUs: toUs(chosen.awaySeconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: ({ awaySeconds, status }, { fromUs }) => [
    { atUs: fromUs, on: 'server', how: 'kill', awayUs: toUs(awaySeconds), gatewayStatus: status },
  ],
} satisfies Fault<z.infer<typeof parameters>>;
