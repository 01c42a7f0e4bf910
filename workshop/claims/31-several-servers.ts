import type { Claim } from '../claim.ts';
import type { TwoServers } from '../experiments/two-servers.ts';

type Case = TwoServers['cases'][number];

export default {
  number: 31,
  statement: {
    en: 'Streams are stateful, and so hard to scale horizontally: with several servers, every event must reach all of them (Redis).',
    ko: '스트림은 상태가 있어 수평 확장이 어렵다. 서버가 여러 대면 모든 이벤트가 모든 서버에 닿아야 한다(Redis).',
  },
  experiment: 'two-servers',
  thresholds: {
    en: 'Delivery is whole where every event reaches every client and none is told of a gap. Holds: SSE is not whole with a log for each server, and is with a shared log, while polling is whole in both cases. With limits: polling is not whole without a shared log either. Does not hold: SSE is whole without a shared log, or either of them is not with one.',
    ko: '모든 이벤트가 모든 클라이언트에 닿고 빈틈 알림이 없으면 온전하다고 본다. 성립: SSE는 서버마다 로그가 따로면 온전하지 않고 공유하면 온전하며, 폴링은 어느 쪽이든 온전하다. 조건부 성립: 폴링도 공유하지 않으면 온전하지 않다. 불성립: 공유하지 않아도 SSE가 온전하거나, 공유해도 둘 중 하나가 온전하지 않다.',
  },
  judge({ servers, cases }: TwoServers) {
    const of = (transport: Case['transport'], log: Case['log']): Case => {
      const found = cases.find((one) => one.transport === transport && one.log === log);
      if (found === undefined) throw new Error(`no case ${transport}, ${log}`);
      return found;
    };
    const isWhole = ({ received, expected, gaps }: Case): boolean => received === expected && gaps === 0;
    const alone = of('sse', 'of each server');
    const shared = of('sse', 'shared');
    const polled = of('polling', 'of each server');
    const polledShared = of('polling', 'shared');
    const share = ({ received, expected }: Case): string => `${Math.round((received / expected) * 100)} %`;
    const ms = ({ delayP50Ms }: Case): string => (delayP50Ms === null ? '–' : `${delayP50Ms.toFixed(1)} ms`);
    const figure = {
      en: `${servers} servers, a log each: SSE delivers ${share(alone)}; polling ${share(polled)}, with ${polled.gaps} gaps told and ${polled.again} events sent again. Shared in Redis: polling ${share(polledShared)}, ${polledShared.gaps} gaps; SSE ${share(shared)}, at the median after ${ms(shared)} instead of ${ms(alone)}`,
      ko: `서버 ${servers}대, 로그 따로: SSE ${share(alone)} 전달; 폴링 ${share(polled)}, 빈틈 알림 ${polled.gaps}번, 중복 전송 ${polled.again}개. Redis 공유: 폴링 ${share(polledShared)}, 빈틈 알림 ${polledShared.gaps}번; SSE ${share(shared)}, 지연 중앙값 ${ms(shared)}(공유 전 ${ms(alone)})`,
    };
    if (isWhole(alone)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'Every event reached every stream though no log was shared.',
          ko: '로그를 공유하지 않아도 모든 이벤트가 모든 스트림에 닿았습니다.',
        },
      };
    }
    if (!isWhole(shared) || !isWhole(polledShared)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'With a shared log an audience was still not served whole.',
          ko: '로그를 공유해도 온전히 받지 못한 쪽이 있었습니다.',
        },
      };
    }
    if (isWhole(polled)) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'A stream carries its own server’s events only; polling got everything from either server.',
          ko: '스트림에는 자기 서버의 이벤트만 오지만, 폴링은 어느 서버에서든 온전히 받았습니다.',
        },
      };
    }
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: 'Every event must indeed reach all servers, and a shared log does that. But it is the log that holds the state, not the stream: a poll that reaches the other server carries an id which that server never gave out, is told of a gap and sent again what that log has. Polling needs the shared log just as much.',
        ko: '모든 이벤트가 모든 서버에 닿아야 하는 것은 맞고, 공유 로그가 이를 해결합니다. 다만 상태를 가진 것은 스트림이 아니라 로그입니다. 폴링 요청이 다른 서버로 가면 그 서버가 준 적 없는 id를 들고 오게 되어 빈틈을 통보받고 그 로그에 있는 것을 다시 받습니다. 폴링에도 공유 로그가 똑같이 필요합니다.',
      },
    };
  },
} satisfies Claim<TwoServers>;
