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
  title: { en: 'One tab too many', ko: '탭 하나를 더 열면' },
  question: {
    en: 'Over HTTP/1.1, how many EventSources to one host can a browser keep open? The next one hangs.',
    ko: 'HTTP/1.1에서 브라우저는 한 호스트에 EventSource를 몇 개까지 열어 둘 수 있을까요? 그 수를 넘으면 다음 것은 연결되지 않고 기다립니다.',
  },
  prediction: { kind: 'number', unit: { en: 'streams', ko: '개' }, from: 1, to: 30 },
  claims: [10, 11, 26, 28],
  experiments: ['connection-limit', 'tab-life', 'past-the-limit'],
  reveal(figures) {
    const { http1, http2 } = figuresIn(figures);
    const of = (kind: string) => http1.find((one) => one.kind === kind);
    const streams = of('EventSource');
    const answered = streams?.fetchAnswered === true;
    const overHttp2 = (none: string): string =>
      http2.map(({ open, statedStreams }) => `${open} (${statedStreams ?? none})`).join(', ');
    return {
      answer: streams?.open ?? 0,
      said: {
        en: `Of ${streams?.tried} EventSources ${streams?.open} opened, and an ordinary request to the same host ${answered ? 'was still answered' : 'hung as well'}. Of ${of('WebSocket')?.tried} WebSockets ${of('WebSocket')?.open} opened. Streams that opened over HTTP/2, and in brackets how many the server allows: ${overHttp2('none')}.`,
        ko: `EventSource ${streams?.tried}개 중 ${streams?.open}개가 열렸고, 같은 호스트로 보낸 일반 요청${answered ? '은 응답을 받았습니다' : '도 응답을 받지 못했습니다'}. WebSocket은 ${of('WebSocket')?.tried}개 중 ${of('WebSocket')?.open}개가 열렸습니다. HTTP/2에서 열린 스트림과 서버가 허용한 수(괄호): ${overHttp2('없음')}.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'How many opened', ko: '열린 개수' },
      reading: {
        en: 'Streams that one page opened to one host, and in brackets how many it tried; outlined bars are HTTP/2.',
        ko: '한 페이지가 한 호스트에 연 스트림의 수이고, 괄호 안은 시도한 수입니다. 테두리만 있는 막대가 HTTP/2입니다.',
      },
      draw(figures, look) {
        const { http1, http2 } = figuresIn(figures);
        const nameOf = (kind: string): string =>
          kind === 'held request' && look.language === 'ko' ? '응답 대기 요청' : kind;
        const none = { en: 'none', ko: '없음' }[look.language];
        const allowing = (stated: number | null): string =>
          look.language === 'ko' ? `서버 ${stated ?? none}` : `server states ${stated ?? none}`;
        return drawBars(
          [
            ...http1.map((one) => ({ ...one, http: 'HTTP/1.1', hollow: false })),
            ...http2.map((one) => ({ ...one, http: `HTTP/2, ${allowing(one.statedStreams)}`, hollow: true })),
          ].map(({ kind, open, tried, http, hollow }) => ({
            name: `${nameOf(kind)} · ${http} (${tried})`,
            hollow,
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
    en: 'Serve streams over HTTP/2, and leave the server’s stream limit at 100 or more. Where there is only HTTP/1.1, open one stream for everything that a page follows, and let the tabs of one person share it. Better still, give the streams a host name of their own, so that the page’s files and its API calls are left all six connections.',
    ko: '스트림은 HTTP/2로 제공하고 서버의 스트림 한도는 100 이상으로 둡니다. HTTP/1.1뿐이라면 페이지가 구독하는 모든 것을 스트림 하나로 모으고, 같은 사람의 탭끼리 그 스트림을 나눠 쓰게 하세요. 스트림 전용 호스트 이름을 따로 두면 더 좋습니다. 그러면 페이지 파일과 API 호출이 연결 여섯 개를 온전히 씁니다.',
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
    en: 'Open the streams slowly and let the class count aloud. At the first one that hangs say nothing for a while, then press “An ordinary request”: that it hangs too is the point, the limit is HTTP/1.1’s and not SSE’s. Then WebSocket, ten at once. HTTP/2 last; the browser may ask once to trust the certificate, do that before class. Limits are per browser profile: a second window counts as well. In Firefox WebSockets wait too while six streams are open, because their handshake first needs an HTTP connection: close one stream, and they open.',
    ko: '스트림을 천천히 열면서 다 함께 소리 내어 세게 하세요. 처음으로 멈춘 곳에서 잠시 아무 말 없이 기다린 뒤 “일반 요청 하나”를 누릅니다. 일반 요청도 멈춘다는 점이 핵심입니다. 한도는 SSE가 아니라 HTTP/1.1의 것입니다. 다음은 WebSocket을 한 번에 열 개, 마지막이 HTTP/2입니다. 브라우저가 인증서를 허용할지 한 번 물을 수 있으니 수업 전에 미리 허용해 두세요. 한도는 브라우저 프로필 단위이므로 다른 창의 연결도 함께 셉니다. Firefox에서는 스트림 여섯 개가 열려 있는 동안 WebSocket도 기다립니다. 핸드셰이크에 HTTP 연결이 필요하기 때문이며, 스트림 하나를 닫으면 열립니다.',
  },
} satisfies Lesson;
