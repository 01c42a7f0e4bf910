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
    if (often.some(isCut) || !silent.every(isCut)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'Heartbeats made no difference to what was cut.',
          ko: '하트비트가 있든 없든 끊기는 것은 같았습니다.',
        },
      };
    }
    return {
      verdict: rarely.some(isCut) ? 'holds-with-limits' : 'holds',
      figure,
      because: {
        en: 'Heartbeats help only where they come more often than the shortest limit on the way: stay well below it (nginx and many load balancers cut after 60 s, some sooner). Against a limit on the total time they do nothing.',
        ko: '경로에서 가장 짧은 제한보다 자주 보낼 때만 도움이 됩니다. 여유를 두고 짧게 잡으세요(nginx와 많은 로드 밸런서는 60초이고, 더 짧은 것도 있습니다). 전체 시간 제한에는 소용이 없습니다.',
      },
    };
  },
} satisfies Claim<IdleLine>;
