import type { Claim } from '../claim.ts';
import type { WhichHeaders } from '../experiments/which-headers.ts';

type Way = WhichHeaders['headers'][number]['ways'][number];

/** An event is held back or not, and a reader gets a copy or not: either is a difference that a person sees. */
const differs = ({ without, alone }: Way): boolean =>
  (without.firstEventMs === null) !== (alone.firstEventMs === null) || without.isFresh !== alone.isFresh;

const KO = { direct: '직접', nginx: 'nginx', 'nginx that caches': '캐시하는 nginx' } as const;

export default {
  number: 16,
  statement: {
    en: 'Headers matter: Connection: keep-alive, Cache-Control: no-cache, X-Accel-Buffering: no.',
    ko: '헤더가 중요하다: Connection: keep-alive, Cache-Control: no-cache, X-Accel-Buffering: no.',
  },
  experiment: 'which-headers',
  thresholds: {
    en: 'A header matters where it alone makes the first event come in time, or a second client get the server’s answer and not a cached copy, on any of the paths. Holds: all three do. With limits: one or two. Does not hold: none.',
    ko: '그 헤더 하나만으로 첫 이벤트가 제때 오거나, 두 번째 클라이언트가 캐시된 사본이 아니라 서버의 응답을 받게 되는 경로가 하나라도 있으면 중요하다고 본다. 성립: 셋 다. 조건부 성립: 하나나 둘. 불성립: 없음.',
  },
  judge({ headers }: WhichHeaders) {
    const effects = headers.map(({ header, ways }) => ({ header, where: ways.filter(differs) }));
    const count = effects.filter(({ where }) => where.length > 0).length;
    const say = (none: string, name: (way: Way['way']) => string): string =>
      effects
        .map(({ header, where }) => `${header}: ${where.map(({ way }) => name(way)).join(', ') || none}`)
        .join('; ');
    return {
      verdict: count === headers.length ? 'holds' : count > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `where it makes a difference: ${say('nowhere', (way) => way)}`,
        ko: `차이가 난 경로: ${say('없음', (way) => KO[way])}`,
      },
      because:
        count > 0
          ? {
              en: 'X-Accel-Buffering: no lets events through an nginx that buffers, and nothing else does there. Cache-Control keeps a cache from answering with an old stream; a browser never takes an event stream from its cache. Connection: keep-alive is what HTTP/1.1 does anyway, and over HTTP/2 it is forbidden (RFC 9113, 8.2.2).',
              ko: 'X-Accel-Buffering: no가 있어야 버퍼링하는 nginx를 이벤트가 통과합니다. Cache-Control은 캐시가 지난 스트림으로 답하는 것을 막으며, 브라우저는 이벤트 스트림을 캐시에서 꺼내지 않습니다. Connection: keep-alive는 HTTP/1.1의 기본 동작이고 HTTP/2에서는 금지되어 있습니다(RFC 9113, 8.2.2).',
            }
          : {
              en: 'Where the proxies are set up for streams, none of the headers changes anything.',
              ko: '프록시가 스트림에 맞게 설정되어 있으면 어떤 헤더도 차이를 만들지 않습니다.',
            },
    };
  },
} satisfies Claim<WhichHeaders>;
