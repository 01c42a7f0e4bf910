import { COUNT } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { ConnectionLimit } from '../../experiments/connection-limit.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): ConnectionLimit => figures['connection-limit'] as ConnectionLimit;

export default {
  id: 'seventh-tab',
  order: 2,
  minutes: 12,
  core: true,
  title: { en: 'The seventh tab', ko: '일곱 번째 탭' },
  question: {
    en: 'Over HTTP/1.1, how many EventSources to one host can a browser have open before the next one hangs?',
    ko: 'HTTP/1.1에서 브라우저는 한 호스트에 EventSource를 몇 개까지 열 수 있을까요? 그다음 것은 멈춥니다.',
  },
  prediction: { kind: 'number', unit: { en: 'streams', ko: '개' }, from: 1, to: 30 },
  claims: [10, 11, 26, 28],
  experiments: ['connection-limit', 'tab-life', 'past-the-limit'],
  reveal(figures) {
    const { http1, http2 } = figuresIn(figures);
    const of = (kind: string) => http1.find((one) => one.kind === kind);
    const streams = of('EventSource');
    const answered = streams?.fetchAnswered === true;
    const overHttp2 = http2.map(({ open, statedStreams }) => `${open} (${statedStreams})`).join(', ');
    return {
      answer: streams?.open ?? 0,
      said: {
        en: `Of ${streams?.tried} EventSources ${streams?.open} stood, and an ordinary request to the same host ${answered ? 'was still answered' : 'hung as well'}. Of ${of('WebSocket')?.tried} WebSockets ${of('WebSocket')?.open} stood. Over HTTP/2 as many streams stood as the server states (in brackets): ${overHttp2}.`,
        ko: `EventSource ${streams?.tried}개 중 ${streams?.open}개가 열렸고, 같은 호스트로 보낸 일반 요청${answered ? '은 응답을 받았습니다' : '도 멈췄습니다'}. WebSocket은 ${of('WebSocket')?.tried}개 중 ${of('WebSocket')?.open}개가 열렸습니다. HTTP/2에서는 서버가 밝힌 수(괄호)만큼 열렸습니다: ${overHttp2}.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'How many stood', ko: '열린 개수' },
      reading: {
        en: 'Streams that one page opened to one host, and in brackets how many it tried; outlined bars are HTTP/2.',
        ko: '한 페이지가 한 호스트에 연 스트림의 수이고, 괄호 안은 시도한 수입니다. 테두리만 있는 막대가 HTTP/2입니다.',
      },
      draw(figures, look) {
        const { http1, http2 } = figuresIn(figures);
        const nameOf = (kind: string): string =>
          kind === 'held request' && look.language === 'ko' ? '보류된 요청' : kind;
        return drawBars(
          [
            ...http1.map((one) => ({ ...one, http: '1.1' })),
            ...http2.map((one) => ({ ...one, http: '2' })),
          ].map(({ kind, open, tried, http }) => ({
            name: `${nameOf(kind)} · HTTP/${http} (${tried})`,
            hollow: http === '2',
            value: open,
            colour: look.ink,
            said: String(open),
          })),
          look,
          { unit: COUNT, axis: { en: 'open at once', ko: '동시에 열린 수' } },
        );
      },
    },
  ],
  advice: {
    en: 'Serve streams over HTTP/2, and leave the server’s stream limit at 100 or more. Where only HTTP/1.1 is there, open one stream for all that a page follows, and let the tabs of one person share it; and never serve a page’s own files from the host whose connections the streams hold.',
    ko: '스트림은 HTTP/2로 제공하고 서버의 스트림 한도는 100 이상으로 둡니다. HTTP/1.1뿐이라면 페이지가 구독하는 모든 것을 스트림 하나로 모으고, 같은 사람의 탭끼리 스트림을 나눠 쓰게 하세요. 스트림이 연결을 차지한 호스트에서 페이지 파일까지 제공하지 마세요.',
  },
  snippets: [
    {
      title: { en: 'Page: all tabs share one stream', ko: '페이지: 모든 탭이 스트림 하나를 함께 쓰기' },
      file: 'snippet-shared.ts',
    },
  ],
  sources: [
    {
      title: 'HTML Standard, 9.2.7 Authoring notes (connections per server)',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    },
    { title: 'RFC 9112, 9.4 Concurrency', url: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.4' },
    {
      title: 'RFC 9113, 5.1.2 Stream concurrency',
      url: 'https://www.rfc-editor.org/rfc/rfc9113#section-5.1.2',
    },
  ],
  notes: {
    en: 'Open the streams slowly and let the class count aloud. At the seventh let the silence work, then press “An ordinary request”: that it hangs too is the point, the limit is HTTP/1.1’s and not SSE’s. Then WebSocket, ten at once. HTTP/2 last; the browser may ask once to trust the certificate, do that before class. Limits are per browser profile: a second window counts as well. In Firefox WebSockets wait as well while six streams are open, because their handshake needs an HTTP connection first: close one stream, and they come.',
    ko: '천천히 열면서 다 함께 소리 내어 세게 하세요. 일곱 번째에서 잠시 침묵한 뒤 “일반 요청 하나”를 누릅니다. 일반 요청도 멈춘다는 점이 핵심입니다. 한도는 SSE가 아니라 HTTP/1.1의 것입니다. 다음은 WebSocket 열 개, HTTP/2는 마지막입니다. 인증서 허용은 수업 전에 미리 해 두세요. 한도는 브라우저 프로필 단위라 다른 창도 함께 셉니다. Firefox에서는 스트림 여섯 개가 열려 있는 동안 WebSocket도 기다립니다. 핸드셰이크에 HTTP 연결이 필요하기 때문이며, 스트림 하나를 닫으면 열립니다.',
  },
} satisfies Lesson;
