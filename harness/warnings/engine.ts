import type { WarningRule } from './warning-rule.ts';

/** Autocannon's pace counts by the second: within it, requests follow each other without a wait. */
export const pollsInBursts: WarningRule = {
  code: 'polls-in-bursts',
  fatal: false,
  find({ plan }) {
    const { engine, transport, pollIntervalMs } = plan;
    if (engine !== 'autocannon' || transport !== 'polling' || pollIntervalMs >= 1_000) return;
    const polls = Math.round(1_000 / pollIntervalMs);
    return {
      seen: {
        en: `Each autocannon client sent its ${polls} polls of a second one right after the other.`,
        ko: `autocannon 클라이언트는 초당 ${polls}회의 폴링을 간격 없이 연달아 보냈습니다.`,
      },
      why: {
        en: 'Then it waits for the next second: its end-to-end latency is that of one poll a second, though the rate is the same.',
        ko: '그런 다음 다음 초까지 기다리므로, 요청 빈도는 같아도 종단 간 지연은 초당 한 번 폴링할 때와 같습니다.',
      },
      remedy: {
        en: 'Compare the request latency, or use --poll-interval 1s, which both engines spread alike.',
        ko: '요청 지연을 비교하거나, 두 엔진의 간격이 같아지는 --poll-interval 1s를 사용하세요.',
      },
    };
  },
};
