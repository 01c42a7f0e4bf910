import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  idleSeconds: seconds(2).describe('seconds of silence after which a connection is cut'),
  seconds: seconds(12).describe('seconds that this goes on'),
  recoverSeconds: recoverSeconds(4),
});

/** A middle box that forgets: it shows with few events (`--rate 0.2`) and a rare heartbeat. */
export default {
  id: 'idle-cut',
  title: { en: 'Idle connections cut', ko: '유휴 연결 끊기' },
  summary: {
    en: 'What is silent for 2 s is reset on its way, as NAT boxes and proxies do: a heartbeat shorter than that keeps a connection.',
    ko: 'NAT 장비나 프록시처럼, 2초 동안 조용한 연결을 중간에서 리셋합니다. 그보다 짧은 하트비트가 있으면 연결이 유지됩니다.',
  },
  parameters,
  link: true,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: (chosen, { fromUs }) => {
    const [afterUs, forUs] = [toUs(chosen.idleSeconds), toUs(chosen.seconds)];
    return [{ atUs: fromUs, on: 'link', operation: { kind: 'idle-cut', afterUs, forUs } }];
  },
} satisfies Fault<z.infer<typeof parameters>>;
