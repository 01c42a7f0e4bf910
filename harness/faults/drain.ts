import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  awaySeconds: seconds(2).describe('seconds from the shutdown until the next server takes the port'),
  recoverSeconds: recoverSeconds(10),
});

/** A deployment: the server says goodbye, each transport in its own words. */
export default {
  id: 'drain',
  title: { en: 'Graceful restart', ko: '정상 재시작' },
  summary: {
    en: 'The server shuts down gracefully (streams completed, WebSockets closed with 1001, long polls answered, GOAWAY) and a new one follows.',
    ko: '서버가 정상 종료하고(스트림 완료, WebSocket 1001 종료, 롱 폴링 응답, GOAWAY) 새 서버가 이어받습니다.',
  },
  parameters,
  link: false,
  cuts: true,
  timing: (chosen) => ({ lengthUs: toUs(chosen.awaySeconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: ({ awaySeconds }, { fromUs }) => [
    { atUs: fromUs, on: 'server', how: 'drain', awayUs: toUs(awaySeconds) },
  ],
} satisfies Fault<z.infer<typeof parameters>>;
