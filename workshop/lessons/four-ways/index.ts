import { MILLISECONDS, PLAIN } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { SameEvents } from '../../experiments/same-events.ts';
import { sayMs } from '../../figures.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): SameEvents => figures['same-events'] as SameEvents;

const round = (value: number): number => Number(value.toPrecision(2));

export default {
  id: 'four-ways',
  order: 1,
  minutes: 10,
  core: true,
  title: { en: 'The same events, four ways', ko: '같은 이벤트, 네 가지 방식' },
  question: {
    en: 'Polling asks every 500 ms. How long is the median wait from an event to its arrival at the client?',
    ko: '500 ms마다 폴링합니다. 이벤트가 생긴 뒤 클라이언트에 도착하기까지 걸리는 시간의 중앙값은 얼마일까요?',
  },
  prediction: { kind: 'number', unit: { en: 'ms', ko: 'ms' }, from: 0, to: 1_000, step: 10 },
  claims: [1, 2],
  experiments: ['same-events', 'way-back', 'one-request'],
  reveal(figures) {
    const { ways, pollIntervalMs } = figuresIn(figures);
    const of = (id: string) => ways.find(({ transport }) => transport === id);
    const polling = round(of('polling')?.endToEndP50Ms ?? 0);
    const sse = sayMs(of('sse')?.endToEndP50Ms ?? 0, 'en');
    const webSocket = sayMs(of('websocket')?.endToEndP50Ms ?? 0, 'en');
    return {
      answer: polling,
      said: {
        en: `About half of the interval of ${pollIntervalMs} ms, however fast the server is: that is the price of asking. SSE took ${sse} and WebSocket ${webSocket} for the same events.`,
        ko: `서버가 아무리 빨라도 간격 ${pollIntervalMs} ms의 절반쯤 걸립니다. 클라이언트가 물어봐야 하는 방식의 대가입니다. 같은 이벤트가 SSE로는 ${sse}, WebSocket으로는 ${webSocket} 만에 도착했습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'How long an event is on its way', ko: '이벤트가 도착하기까지 걸린 시간' },
      reading: {
        en: 'Median from when an event was due until the client had it; shorter is better.',
        ko: '이벤트가 예정된 시각부터 클라이언트가 받을 때까지의 중앙값입니다. 짧을수록 좋습니다.',
      },
      draw: (figures, look) =>
        drawBars(
          figuresIn(figures).ways.map(({ title, colour, endToEndP50Ms }) => ({
            name: title[look.language],
            colour: colour[look.scheme],
            value: endToEndP50Ms,
            said: sayMs(endToEndP50Ms, look.language),
          })),
          look,
          { unit: MILLISECONDS, axis: { en: 'ms, median', ko: 'ms, 중앙값' } },
        ),
    },
    {
      title: { en: 'Requests of one client during the whole trial', ko: '클라이언트 하나의 전체 요청 수' },
      reading: {
        en: 'Counted by the server over about 3.5 seconds. A stream needs only the request that opens it.',
        ko: '약 3.5초 동안 서버가 센 값입니다. 스트림은 처음에 여는 요청 하나면 됩니다.',
      },
      draw: (figures, look) =>
        drawBars(
          figuresIn(figures).ways.map(({ title, colour, requestsPerClient }) => ({
            name: title[look.language],
            colour: colour[look.scheme],
            value: requestsPerClient,
            said: round(requestsPerClient).toLocaleString(look.language),
          })),
          look,
          { unit: PLAIN, axis: { en: 'requests', ko: '요청 수' } },
        ),
    },
  ],
  advice: {
    en: 'If the server knows when something happens, let it push: with SSE that is one response that never ends, and one object in the page. What the page has to say goes by an ordinary POST.',
    ko: '이벤트가 언제 생기는지 서버가 안다면 서버가 푸시하게 하세요. SSE라면 끝나지 않는 응답 하나와 페이지의 EventSource 객체 하나로 충분합니다. 페이지가 보낼 것은 평범한 POST로 보냅니다.',
  },
  snippets: [
    {
      title: { en: 'Server: one response that stays open', ko: '서버: 끝나지 않는 응답 하나' },
      file: 'snippet-feed.ts',
    },
    {
      title: { en: 'Page: follow it, and answer by POST', ko: '페이지: 구독하고, 답은 POST로' },
      file: 'snippet-page.ts',
    },
  ],
  sources: [
    {
      title: 'HTML Standard, 9.2 Server-sent events',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
    },
    { title: 'RFC 6202, Long polling and streaming', url: 'https://www.rfc-editor.org/rfc/rfc6202' },
    { title: 'RFC 6455, The WebSocket protocol', url: 'https://www.rfc-editor.org/rfc/rfc6455' },
  ],
  notes: {
    en: 'Let everybody guess first; most say 500. Start the demonstration and let it run for half a minute without a word: the eye finds the empty bars of polling by itself. Then ask who has the fewest requests, and open the browser’s own network panel beside it. Trap: SSE and WebSocket look alike here; the differences come later (lessons 2 and 5).',
    ko: '모두 먼저 예측하게 하세요. 대부분 500이라고 합니다. 시연을 시작하고 30초쯤 말없이 둡니다. 폴링의 빈 막대는 저절로 눈에 들어옵니다. 그다음 요청이 가장 적은 쪽을 묻고, 브라우저의 네트워크 패널을 옆에 엽니다. 주의: 여기서는 SSE와 WebSocket이 비슷해 보입니다. 차이는 2강과 5강에서 나옵니다.',
  },
} satisfies Lesson;
