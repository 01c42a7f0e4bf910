import type { Claim } from '../claim.ts';
import type { FiveDirectives } from '../experiments/five-directives.ts';
import { AT_ONCE_MS, readWays, type Way } from '../five-directives.ts';

export default {
  number: 29,
  statement: {
    en: 'nginx’s defaults break SSE; proxy_buffering off, proxy_http_version 1.1, an empty Connection header, proxy_cache off and chunked_transfer_encoding off repair it.',
    ko: 'nginx 기본 설정은 SSE를 망가뜨린다. proxy_buffering off, proxy_http_version 1.1, 빈 Connection 헤더, proxy_cache off, chunked_transfer_encoding off로 고친다.',
  },
  experiment: 'five-directives',
  thresholds: {
    en: `A stream works where every event arrives, at the median within ${AT_ONCE_MS} ms. Holds: it does not work with the defaults, works with all five, and stops working when any of the five is left out. With limits: some of the five can be left out. Does not hold: it works with the defaults, or does not work with all five.`,
    ko: `모든 이벤트가 도착하고 지연의 중앙값이 ${AT_ONCE_MS} ms 이하면 동작한다고 본다. 성립: 기본 설정에서는 동작하지 않고, 다섯 개를 모두 쓰면 동작하고, 어느 하나라도 빼면 동작하지 않는다. 조건부 성립: 빼도 되는 것이 있다. 불성립: 기본 설정에서도 동작하거나, 다섯 개를 모두 써도 동작하지 않는다.`,
  },
  judge({ published, ways }: FiveDirectives) {
    const { plain, all, plainWorks, allWork, enough, needed } = readWays(published, ways);
    const delay = ({ medianDelayMs }: Way, never: string): string =>
      medianDelayMs === null
        ? never
        : `${medianDelayMs < 10 ? medianDelayMs.toFixed(1) : Math.round(medianDelayMs)} ms`;
    const list = (names: readonly string[], none: string): string => names.join(', ') || none;
    const repair = needed.length > 0 ? needed : enough;
    const figure = {
      en: `Defaults: ${plain.received} of ${published} events, ${delay(plain, 'none')} late at the median; all five: ${all.received}, ${delay(all, 'none')}. Enough alone: ${list(enough, 'none')}. Fails when left out: ${list(needed, 'none')}`,
      ko: `기본 설정: ${published}개 중 ${plain.received}개, 지연 중앙값 ${delay(plain, '없음')}. 다섯 개 모두: ${all.received}개, ${delay(all, '없음')}. 하나만으로 충분한 것: ${list(enough, '없음')}. 빼면 안 되는 것: ${list(needed, '없음')}`,
    };
    if (plainWorks) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'nginx with its defaults passed every event on at once: a server that sends X-Accel-Buffering: no needs none of the five.',
          ko: 'nginx가 기본 설정으로도 모든 이벤트를 바로 전달했습니다. 서버가 X-Accel-Buffering: no를 보내면 다섯 개 중 아무것도 필요 없습니다.',
        },
      };
    }
    if (!allWork) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'The stream did not work with all five directives either.',
          ko: '다섯 개를 모두 써도 스트림이 동작하지 않았습니다.',
        },
      };
    }
    if (needed.length === all.directives.length) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'The stream works only with all five directives together.',
          ko: '다섯 개가 모두 있어야만 스트림이 동작합니다.',
        },
      };
    }
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: `The defaults do break a stream whose server does not send X-Accel-Buffering: no: nginx holds it back until a buffer is full, then passes on a block. What repairs it: ${list(repair, 'more than one of them together, whichever is left out')}${needed.length === 0 && enough.length > 1 ? ', any of these' : ''}. Without the others every event came at once as well. HTTP/1.1 and the Connection header are for WebSocket and for connections that are kept between polls; proxy_cache is off by default.`,
        ko: `서버가 X-Accel-Buffering: no를 보내지 않으면 기본 설정은 실제로 스트림을 망가뜨립니다. nginx가 버퍼가 찰 때까지 붙잡았다가 한꺼번에 보냅니다. 이를 고치는 것: ${list(repair, '어느 하나를 빼든 나머지가 함께')}${needed.length === 0 && enough.length > 1 ? ' 중 아무것이나' : ''}. 나머지는 빼도 모든 이벤트가 바로 도착했습니다. HTTP/1.1과 Connection 헤더는 WebSocket이나 폴링의 연결 재사용에 필요하고, proxy_cache는 원래 꺼져 있습니다.`,
      },
    };
  },
} satisfies Claim<FiveDirectives>;
