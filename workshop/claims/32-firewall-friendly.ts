import type { Claim } from '../claim.ts';
import type { HttpOnlyProxy } from '../experiments/http-only-proxy.ts';
import { AT_ONCE_MS } from '../five-directives.ts';
import { TRANSPORT_NAMES, type TransportId } from '../transport-names.ts';

type Way = HttpOnlyProxy['ways'][number];

export default {
  number: 32,
  statement: {
    en: 'SSE is firewall friendly: it is plain HTTP.',
    ko: 'SSE는 평범한 HTTP라서 방화벽에 막히지 않는다.',
  },
  experiment: 'http-only-proxy',
  thresholds: {
    en: `A transport passes where every event arrives, at the median within ${AT_ONCE_MS} ms. Holds: SSE passes a proxy that knows plain HTTP only, whether or not its server asks not to be buffered. With limits: it passes only where the server asks. Does not hold: it does not pass.`,
    ko: `모든 이벤트가 도착하고 지연 중앙값이 ${AT_ONCE_MS} ms 이하면 통과로 본다. 성립: 서버가 버퍼링하지 말라고 요청하든 않든 SSE가 평범한 HTTP 프록시를 통과한다. 조건부 성립: 요청할 때만 통과한다. 불성립: 통과하지 못한다.`,
  },
  judge({ published, ways }: HttpOnlyProxy) {
    const passes = ({ received, medianDelayMs }: Way): boolean =>
      received === published && medianDelayMs !== null && medianDelayMs <= AT_ONCE_MS;
    const asking = ways.filter(({ transport, asksNotToBuffer }) => transport === 'sse' && asksNotToBuffer);
    const silent = ways.filter(({ transport, asksNotToBuffer }) => transport === 'sse' && !asksNotToBuffer);
    const hasPassed = (id: string): boolean => ways.filter(({ transport }) => transport === id).every(passes);
    const refused = hasPassed('websocket')
      ? { en: '', ko: '' }
      : {
          en: ', without which no WebSocket passes here',
          ko: ' 그것이 필요한 WebSocket은 여기서 통과하지 못합니다.',
        };
    const held = hasPassed('long-polling')
      ? { en: ', while a long poll passes', ko: ' 롱 폴링은 통과합니다.' }
      : { en: '', ko: '' };
    const say = (language: 'en' | 'ko'): string =>
      ways
        .map(({ transport, asksNotToBuffer, received, medianDelayMs }) => {
          const hint = { en: ' that does not ask', ko: '(요청 안 함)' }[language];
          const late = medianDelayMs === null ? '' : ` (${Math.round(medianDelayMs)} ms)`;
          return `${TRANSPORT_NAMES[transport as TransportId][language]}${asksNotToBuffer ? '' : hint} ${received}/${published}${late}`;
        })
        .join(', ');
    const figure = {
      en: `Events that passed, and their median delay: ${say('en')}`,
      ko: `통과한 이벤트와 지연 중앙값: ${say('ko')}`,
    };
    if (!asking.every(passes)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'The event stream did not pass though its server asked not to be buffered.',
          ko: '서버가 버퍼링하지 말라고 요청해도 이벤트 스트림이 통과하지 못했습니다.',
        },
      };
    }
    if (silent.every(passes)) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'The event stream passed like any other answer.',
          ko: '이벤트 스트림이 다른 응답과 똑같이 통과했습니다.',
        },
      };
    }
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: `It is plain HTTP: nobody has to allow an upgrade${refused.en}. But a device that knows plain HTTP may wait for the end of a response, and a stream has none: one that buffers, as nginx does unless asked not to, holds the stream back${held.en}. An inspecting firewall may do the same and need not heed nginx’s header. Measured on a reverse proxy in cleartext; where TLS passes through unopened, nobody on the way can tell the two apart.`,
        ko: `평범한 HTTP가 맞습니다. 누군가 업그레이드를 허용해 줄 필요가 없습니다.${refused.ko} 하지만 평범한 HTTP를 아는 장비는 응답의 끝을 기다릴 수 있고 스트림에는 끝이 없습니다. 버퍼링하지 말라는 헤더를 받지 못한 nginx처럼 버퍼링하는 장비는 스트림을 붙잡아 둡니다.${held.ko} 내용을 검사하는 방화벽도 그럴 수 있고 nginx용 헤더를 따를 의무도 없습니다. 암호화하지 않은 리버스 프록시에서 잰 값입니다. TLS를 열지 않고 통과시키는 곳에서는 중간에서 둘을 구별할 수 없습니다.`,
      },
    };
  },
} satisfies Claim<HttpOnlyProxy>;
