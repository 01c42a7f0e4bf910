import type { Claim } from '../claim.ts';
import type { WhichHeaders } from '../experiments/which-headers.ts';

type Way = WhichHeaders['headers'][number]['ways'][number];

const inTime = ({ firstEventMs }: Way['alone']): boolean => firstEventMs !== null;

/** An event is held back, a reader gets a copy, a connection is used again, or not: what a header may change. */
const differs = ({ without, alone }: Way): boolean =>
  inTime(without) !== inTime(alone) ||
  without.isFresh !== alone.isFresh ||
  without.isReused !== alone.isReused;

const KO = { direct: '직접', nginx: 'nginx', 'nginx that caches': '캐시하는 nginx' } as const;

export default {
  number: 16,
  statement: {
    en: 'Headers matter: Connection: keep-alive, Cache-Control: no-cache, X-Accel-Buffering: no.',
    ko: '헤더가 중요하다: Connection: keep-alive, Cache-Control: no-cache, X-Accel-Buffering: no.',
  },
  experiment: 'which-headers',
  thresholds: {
    en: 'A header matters where it alone makes the first event come within 1.5 s, a second client get the server’s answer and not a cached copy, or the connection be used again for that client, on any of the paths. Holds: all three do. With limits: one or two. Does not hold: none.',
    ko: '그 헤더 하나만으로 첫 이벤트가 1.5초 안에 오거나, 두 번째 클라이언트가 캐시된 사본이 아니라 서버의 응답을 받거나, 그때 연결을 다시 쓰게 되는 경로가 하나라도 있으면 중요하다고 본다. 성립: 셋 다. 조건부 성립: 하나나 둘. 불성립: 없음.',
  },
  judge({ headers }: WhichHeaders) {
    const effects = headers.map(({ header, ways }) => ({ header, where: ways.filter(differs) }));
    const count = effects.filter(({ where }) => where.length > 0).length;
    const say = (none: string, name: (way: Way['way']) => string): string =>
      effects
        .map(({ header, where }) => `${header}: ${where.map(({ way }) => name(way)).join(', ') || none}`)
        .join('; ');
    const without = new Map(headers.flatMap(({ ways }) => ways.map((way) => [way.way, way.without])));
    const reused = [...without].filter(([, seen]) => seen.isReused).map(([way]) => way);
    return {
      verdict: count === headers.length ? 'holds' : count > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `where it makes a difference: ${say('nowhere', (way) => way)}; connection used again without any of them: ${reused.join(', ') || 'nowhere'}`,
        ko: `차이가 난 경로: ${say('없음', (way) => KO[way])}; 셋 다 없어도 연결을 다시 쓴 경로: ${reused.map((way) => KO[way]).join(', ') || '없음'}`,
      },
      because:
        count > 0
          ? {
              en: 'A header speaks to one thing on the way: X-Accel-Buffering to nginx, Cache-Control to caches, though an EventSource asks past the browser’s own anyway (HTML standard, 9.2.2: no-store), Connection to the next hop alone. HTTP/1.1 keeps connections by default (RFC 9112, 9.3), and HTTP/2 forbids the header (RFC 9113, 8.2.2).',
              ko: '헤더마다 듣는 쪽이 따로 있습니다. X-Accel-Buffering은 nginx, Cache-Control은 캐시(EventSource는 어차피 브라우저 자체의 캐시를 거치지 않습니다. HTML 표준 9.2.2: no-store), Connection은 바로 다음 구간뿐입니다. HTTP/1.1은 원래 연결을 유지하고(RFC 9112, 9.3), HTTP/2에서는 이 헤더가 금지되어 있습니다(RFC 9113, 8.2.2).',
            }
          : {
              en: 'On none of these paths did any of the headers change anything.',
              ko: '이 경로들에서는 어떤 헤더도 차이를 만들지 않았습니다.',
            },
    };
  },
} satisfies Claim<WhichHeaders>;
