import { PLAIN } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { TextOnly } from '../../experiments/text-only.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): TextOnly => figures['text-only'] as TextOnly;

const NAMES = {
  'sse-plain': { en: 'SSE, unencoded', ko: 'SSE, 그대로' },
  'sse-base64': { en: 'SSE, base64', ko: 'SSE, base64' },
  websocket: { en: 'WebSocket, binary', ko: 'WebSocket, 바이너리' },
} as const;

export default {
  id: 'text-only',
  order: 12,
  minutes: 6,
  title: { en: 'Text only', ko: '텍스트만' },
  question: {
    en: 'An image of 100 kB is sent over SSE in base64. How many kB travel?',
    ko: '100 kB 이미지를 base64로 SSE에 실어 보냅니다. 몇 kB가 전송될까요?',
  },
  prediction: { kind: 'number', unit: { en: 'kB', ko: 'kB' }, from: 100, to: 300 },
  claims: [8],
  experiments: ['text-only'],
  reveal(figures) {
    const { carriers, payloadBytes } = figuresIn(figures);
    const of = (id: keyof typeof NAMES) => carriers.find(({ carrier }) => carrier === id);
    const wire = (id: keyof typeof NAMES): number =>
      Math.round(((of(id)?.wireBytes ?? 0) / payloadBytes) * 100);
    const plain = Math.round(((of('sse-plain')?.intactBytes ?? 0) / payloadBytes) * 100);
    return {
      answer: wire('sse-base64'),
      said: {
        en: `In base64 ${wire('sse-base64')} bytes travel for each 100, over a WebSocket ${wire('websocket')}. Sent over SSE as they are, ${plain} % of the bytes arrive intact.`,
        ko: `base64로는 100바이트당 ${wire('sse-base64')}바이트, WebSocket으로는 ${wire('websocket')}바이트가 전송됩니다. SSE로 그대로 보내면 ${plain} %만 온전히 도착합니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Bytes on the wire', ko: '전송된 바이트' },
      reading: {
        en: 'For each byte of the payload, at the server’s socket. In brackets: how much of it arrived intact.',
        ko: '내용 1바이트당 서버 소켓에서 나간 바이트입니다. 괄호는 온전히 도착한 비율입니다.',
      },
      draw(figures, look) {
        const { carriers, payloadBytes } = figuresIn(figures);
        return drawBars(
          carriers.map(({ carrier, wireBytes, intactBytes }) => {
            const times = wireBytes / payloadBytes;
            const percent = Math.round((intactBytes / payloadBytes) * 100);
            return {
              name: NAMES[carrier][look.language],
              value: times,
              colour: look.ink,
              hollow: percent < 100,
              said: `${times.toFixed(2)} (${percent} %)`,
            };
          }),
          look,
          { unit: PLAIN, axis: { en: 'bytes for each byte', ko: '1바이트당 바이트' } },
        );
      },
    },
  ],
  advice: {
    en: 'Send text over SSE, JSON mostly. For a few bytes now and then base64 is fine: it costs a third more. For images and files put a URL into the event and let the page fetch it: that can be cached, and holds up no other event. For a steady flow of bytes take a WebSocket.',
    ko: 'SSE로는 텍스트(주로 JSON)를 보내세요. 바이트를 가끔 보내는 정도라면 3분의 1이 더 드는 base64로 충분합니다. 이미지나 파일은 이벤트에 URL만 담고 페이지가 받아 가게 하세요. 캐시할 수 있고 다른 이벤트를 막지 않습니다. 바이트가 계속 흐른다면 WebSocket을 쓰세요.',
  },
  snippets: [{ title: { en: 'Bytes in an event', ko: '이벤트에 바이트 담기' }, file: 'snippet-binary.ts' }],
  sources: [
    {
      title: 'HTML Standard, 9.2.5 Parsing an event stream',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream',
    },
    { title: 'RFC 4648, 4 Base 64 Encoding', url: 'https://www.rfc-editor.org/rfc/rfc4648#section-4' },
    { title: 'RFC 6455, 5.6 Data Frames', url: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.6' },
  ],
  notes: {
    en: 'Send the bytes as they are first and ask what happened to the other half: a byte from 128 on is no valid UTF-8 by itself and was replaced by U+FFFD, and a CR became an LF. Many guess that base64 doubles the size; it is four characters for three bytes. Compression takes much of that back for text, and nothing for images.',
    ko: '먼저 “그대로” 보내고 나머지 절반이 어떻게 됐는지 물어보세요. 128 이상의 바이트는 혼자서는 올바른 UTF-8이 아니어서 U+FFFD로 바뀌었고, CR은 LF가 되었습니다. base64가 크기를 두 배로 만든다고 예측하는 사람이 많지만 3바이트에 네 글자입니다. 압축하면 텍스트는 많이 줄지만 이미지는 그대로입니다.',
  },
} satisfies Lesson;
