import type { Claim } from '../claim.ts';
import type { Framing } from '../experiments/framing.ts';

/** A head of HTTP that comes once is spread over many events; one with each message is not below this. */
const A_HEAD_BYTES = 20;

export default {
  number: 23,
  statement: {
    en: 'SSE packets are small, because they carry no headers, unlike WebSocket.',
    ko: 'SSE 패킷은 WebSocket과 달리 헤더가 없어 작다.',
  },
  experiment: 'framing',
  thresholds: {
    en: `Holds: WebSocket carries ${A_HEAD_BYTES} bytes of HTTP headers or more per event while events flow, and SSE less. With limits: neither carries HTTP headers, and SSE writes fewer bytes around an event. Does not hold: otherwise.`,
    ko: `성립: 이벤트가 흐르는 동안 WebSocket은 이벤트당 HTTP 헤더가 ${A_HEAD_BYTES}바이트 이상이고 SSE는 그보다 적다. 조건부 성립: 둘 다 헤더가 없고 이벤트를 둘러싼 바이트는 SSE가 적다. 불성립: 그 밖.`,
  },
  judge({ sse, websocket }) {
    const [sseHasHeads, webSocketHasHeads] = [sse, websocket].map((one) => one.headBytes >= A_HEAD_BYTES);
    const holds = webSocketHasHeads && !sseHasHeads;
    const neither = !webSocketHasHeads && !sseHasHeads;
    const smaller = neither && sse.framingBytes < websocket.framingBytes;
    const bytes = (value: number): string => value.toFixed(0);
    return {
      verdict: holds ? 'holds' : smaller ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `around an event: SSE ${bytes(sse.framingBytes)} bytes, WebSocket ${bytes(websocket.framingBytes)}; HTTP headers per event: ${bytes(sse.headBytes)} and ${bytes(websocket.headBytes)}`,
        ko: `이벤트를 둘러싼 바이트: SSE ${bytes(sse.framingBytes)}, WebSocket ${bytes(websocket.framingBytes)}. 이벤트당 HTTP 헤더: ${bytes(sse.headBytes)}, ${bytes(websocket.headBytes)}`,
      },
      because: neither
        ? {
            en: 'Once the stream is open neither carries HTTP headers. A WebSocket frame from a server has a header of 2 to 10 bytes; an SSE block spells out its field names, and here it also carries an id to resume from.',
            ko: '스트림이 열린 뒤에는 둘 다 HTTP 헤더를 싣지 않습니다. 서버가 보내는 WebSocket 프레임 헤더는 2~10바이트이고, SSE 블록은 필드 이름을 글자로 적으며 여기서는 이어받기용 id도 싣습니다.',
          }
        : {
            en: 'HTTP headers travelled while events flowed.',
            ko: '이벤트가 흐르는 동안 HTTP 헤더가 오갔습니다.',
          },
    };
  },
} satisfies Claim<Framing>;
