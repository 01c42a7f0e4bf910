import { z } from 'zod';
import type { Fault } from '../fault.ts';
import type { Shape } from '../link/bottleneck.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

/** 3g and 4g as WebPageTest has them; wifi, and all jitter, are assumptions of this lab. */
const PROFILES = {
  wifi: { rttMs: 12, jitterMs: 8, downKbit: 30_000, upKbit: 30_000 },
  '4g': { rttMs: 170, jitterMs: 30, downKbit: 9_000, upKbit: 9_000 },
  '3g': { rttMs: 300, jitterMs: 60, downKbit: 1_600, upKbit: 768 },
} as const;

const PROFILE_NAMES = ['wifi', '4g', '3g'] as const;

const parameters = z.strictObject({
  profile: z.enum(PROFILE_NAMES, PROFILE_NAMES.join(', ')).default('4g').describe('wifi, 4g or 3g'),
  seconds: seconds(8).describe('seconds that the link is slow'),
  recoverSeconds: recoverSeconds(4),
});

/** A link with a round trip, jitter and a bandwidth, per browser. */
export default {
  id: 'slow-link',
  title: { en: 'Slow link', ko: '느린 회선' },
  summary: {
    en: 'Every browser gets a round trip, jitter and a bandwidth, those of 4G unless told. Two events closer than a round trip show what a long poll waits for.',
    ko: '브라우저마다 왕복 시간, 지터, 대역폭이 생깁니다(기본값은 4G). 왕복 시간보다 가까운 두 이벤트에서 롱 폴링이 무엇을 기다리는지 드러납니다.',
  },
  parameters,
  link: true,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: (chosen, { fromUs }) => {
    const { rttMs, jitterMs, downKbit, upKbit } = PROFILES[chosen.profile];
    const shape = (kbit: number): Shape => ({
      delayMs: rttMs / 2,
      jitterMs,
      bytesPerSecond: (kbit * 1e3) / 8,
    });
    const [up, down] = [shape(upKbit), shape(downKbit)];
    const forUs = toUs(chosen.seconds);
    return [{ atUs: fromUs, on: 'link', operation: { kind: 'shape', up, down, forUs } }];
  },
} satisfies Fault<z.infer<typeof parameters>>;
