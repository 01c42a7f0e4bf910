import type { Claim } from '../claim.ts';
import type { IdleLine } from '../experiments/idle-line.ts';

export default {
  number: 7,
  statement: {
    en: 'A comment line as heartbeat keeps proxies, load balancers and firewalls from cutting an idle stream.',
    ko: '주석 한 줄을 하트비트로 보내면 프록시, 로드 밸런서, 방화벽이 조용한 스트림을 끊지 않는다.',
  },
  experiment: 'idle-line',
  thresholds: {
    en: 'Holds: the stream without heartbeats is cut, and none with heartbeats is. With limits: one whose heartbeats come more often than the limit lives, and one whose come more rarely is cut. Does not hold: one with frequent heartbeats is cut, or the one without is not.',
    ko: '성립: 하트비트 없는 스트림만 끊긴다. 조건부 성립: 제한 시간보다 자주 보내면 끊기지 않고 뜸하게 보내면 끊긴다. 불성립: 자주 보내도 끊기거나, 없어도 끊기지 않는다.',
  },
  judge({ lines, limitMs, watchedMs }: IdleLine) {
    const silent = lines.filter(({ heartbeatMs }) => heartbeatMs === null);
    const often = lines.filter(({ heartbeatMs }) => heartbeatMs !== null && heartbeatMs < limitMs);
    const rarely = lines.filter(({ heartbeatMs }) => heartbeatMs !== null && heartbeatMs >= limitMs);
    const isCut = ({ cutAfterMs }: IdleLine['lines'][number]): boolean => cutAfterMs !== null;
    const seconds = (ms: number): string => (ms / 1e3).toFixed(1);
    const say = (language: 'en' | 'ko'): string =>
      lines
        .map(({ heartbeatMs, cutAfterMs }) => {
          const words =
            language === 'en'
              ? {
                  none: 'no heartbeat',
                  every: (ms: number) => `every ${seconds(ms)} s`,
                  cut: 'cut after',
                  s: ' s',
                  alive: `alive after ${seconds(watchedMs)} s`,
                }
              : {
                  none: '하트비트 없음',
                  every: (ms: number) => `${seconds(ms)}초마다`,
                  cut: '끊기기까지',
                  s: '초',
                  alive: `${seconds(watchedMs)}초 뒤에도 살아 있음`,
                };
          const name = heartbeatMs === null ? words.none : words.every(heartbeatMs);
          return `${name}: ${cutAfterMs === null ? words.alive : `${words.cut} ${seconds(cutAfterMs)}${words.s}`}`;
        })
        .join('; ');
    const figure = {
      en: `cut after ${seconds(limitMs)} s of silence. ${say('en')}`,
      ko: `${seconds(limitMs)}초 동안 조용하면 끊는 링크. ${say('ko')}`,
    };
    const isFrequentCut = often.some(isCut);
    if (isFrequentCut || !silent.every(isCut)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: isFrequentCut
          ? {
              en: 'Also a stream with frequent heartbeats was cut.',
              ko: '하트비트를 자주 보낸 스트림도 끊겼습니다.',
            }
          : {
              en: 'The stream without heartbeats was not cut.',
              ko: '하트비트가 없는 스트림이 끊기지 않았습니다.',
            },
      };
    }
    const isRareCut = rarely.some(isCut);
    return {
      verdict: isRareCut ? 'holds-with-limits' : 'holds',
      figure,
      because: {
        en: `Heartbeats kept the stream alive${isRareCut ? ', but only where they came more often than the limit' : ''}: stay well below the shortest one on the way (nginx’s proxy_read_timeout is 60 s unless set). Who cuts here is the lab’s link, openly by a RST; a box that drops silently was not tested.`,
        ko: `하트비트가 스트림을 살렸습니다${isRareCut ? '. 단, 제한보다 자주 보낼 때만입니다' : ''}. 경로에서 가장 짧은 제한보다 여유 있게 자주 보내세요(nginx의 proxy_read_timeout 기본값은 60초). 여기서 끊는 것은 실험실의 링크이고 RST로 드러나게 끊습니다. 말없이 버리는 장비는 시험하지 않았습니다.`,
      },
    };
  },
} satisfies Claim<IdleLine>;
