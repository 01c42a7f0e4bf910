import type { Texts } from '../../../lab/texts.ts';
import type { EmitterTrace } from './index.ts';

/** What the kinds of ending are called, in a lesson as in a verdict. */
export const ENDING_NAMES: Readonly<Record<keyof EmitterTrace['endings'], Texts>> = {
  busyTimeout: { en: 'time up while it sends', ko: '보내는 중 시간 만료' },
  heartbeatTimeout: { en: 'time up, heartbeats only', ko: '하트비트만 보내다 시간 만료' },
  emptyTimeout: { en: 'time up, nothing sent', ko: '보낸 것 없이 시간 만료' },
  emptyTimeoutCompleted: {
    en: 'time up, nothing sent, onTimeout completes',
    ko: '보낸 것 없이 시간 만료, onTimeout에서 complete()',
  },
  complete: { en: 'complete()', ko: 'complete()' },
  emptyComplete: { en: 'complete(), nothing sent', ko: '보낸 것 없이 complete()' },
  fail: { en: 'completeWithError()', ko: 'completeWithError()' },
  emptyFail: { en: 'completeWithError(), nothing sent', ko: '보낸 것 없이 completeWithError()' },
  clientGone: { en: 'client left', ko: '클라이언트가 떠남' },
};
