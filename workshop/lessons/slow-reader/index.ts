import { PLAIN } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { SlowReader } from '../../experiments/slow-reader.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';
import { TRANSPORT_NAMES } from '../../transport-names.ts';

const slowIn = (figures: FiguresById): SlowReader => figures['slow-reader'] as SlowReader;
const SHOWN = ['sse', 'websocket', 'long-polling'] as const;
const oneDigit = (value: number): number => Math.round(value * 10) / 10;

export default {
  id: 'slow-reader',
  order: 14,
  minutes: 7,
  title: { en: 'Slow reader', ko: '읽지 않는 클라이언트' },
  question: {
    en: 'A client stops reading its event stream but stays connected. The server cuts a client for which 1 MiB is waiting unsent. After how many megabytes of events does that happen?',
    ko: '클라이언트가 이벤트 스트림을 더 읽지 않지만 연결은 그대로입니다. 서버는 보내지 못하고 쌓인 양이 1 MiB가 되면 연결을 끊습니다. 이벤트를 몇 MB 발행한 뒤에 끊길까요?',
  },
  prediction: { kind: 'number', unit: { en: 'MB', ko: 'MB' }, from: 0, to: 20, step: 0.5 },
  claims: [],
  experiments: ['slow-reader'],
  reveal(figures) {
    const { byTransport, limitMegabytes } = slowIn(figures);
    const { sse, websocket, 'long-polling': held } = byTransport;
    const cut = sse.cutAfterMegabytes ?? sse.publishedMegabytes;
    const kernel = oneDigit(cut - limitMegabytes);
    const socket = websocket.cutAfterMegabytes;
    return {
      answer: oneDigit(cut),
      said: {
        en: `SSE was cut after ${oneDigit(cut)} MB, WebSocket ${socket === null ? 'not at all' : `after ${oneDigit(socket)} MB`}: the kernels on both sides took about ${kernel} MB before the server’s own queue began to grow. A long poller that does not ask costs nothing: ${oneDigit(held.publishedMegabytes)} MB were published, and it was ${held.cutAfterMegabytes === null ? 'not cut' : 'cut'}. The neighbour received ${sse.neighbourHeard} of ${sse.events} events.`,
        ko: `SSE는 ${oneDigit(cut)} MB 뒤에 끊겼고 WebSocket은 ${socket === null ? '끊기지 않았습니다' : `${oneDigit(socket)} MB 뒤였습니다`}. 서버의 대기열이 쌓이기 전에 양쪽 커널이 약 ${kernel} MB를 받아 두었습니다. 다음 요청을 보내지 않는 롱 폴링 클라이언트에는 비용이 들지 않습니다. ${oneDigit(held.publishedMegabytes)} MB를 발행해도 ${held.cutAfterMegabytes === null ? '끊기지 않았습니다' : '끊겼습니다'}. 같은 채널의 다른 클라이언트는 ${sse.events}건 중 ${sse.neighbourHeard}건을 받았습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Published before the server cut it', ko: '서버가 끊기까지 발행된 양' },
      reading: {
        en: 'Megabytes of events until the client that does not read is cut. Hollow: it never was, and costs the server nothing.',
        ko: '읽지 않는 클라이언트를 끊을 때까지 발행한 이벤트의 MB입니다. 빈 막대는 끊기지 않았고 서버에 비용도 없다는 뜻입니다.',
      },
      draw(figures, look) {
        const { byTransport } = slowIn(figures);
        return drawBars(
          SHOWN.map((id) => {
            const { cutAfterMegabytes, publishedMegabytes } = byTransport[id];
            const value = oneDigit(cutAfterMegabytes ?? publishedMegabytes);
            return {
              name: TRANSPORT_NAMES[id][look.language],
              value,
              colour: look.ink,
              hollow: cutAfterMegabytes === null,
              said: `${cutAfterMegabytes === null ? '> ' : ''}${value} MB`,
            };
          }),
          look,
          { unit: PLAIN, axis: { en: 'MB', ko: 'MB' } },
        );
      },
    },
  ],
  advice: {
    en: 'Watch how much is unsent for each subscriber, and decide before memory runs out: cut the client at a limit and let it resume, or, where only the latest value counts, skip what is stale. write() returning false and bufferedAmount are the signs; neither throws.',
    ko: '구독자마다 보내지 못한 양을 지켜보고, 메모리가 바닥나기 전에 어떻게 할지 정해 두세요. 한도에서 끊고 이어받게 하거나, 최신 값만 중요하면 낡은 것을 건너뜁니다. write()가 돌려주는 false와 bufferedAmount가 신호이며, 어느 쪽도 예외를 던지지 않습니다.',
  },
  snippets: [
    {
      title: { en: 'Server: only the latest for a slow client', ko: '서버: 느린 클라이언트에는 최신 값만' },
      file: 'snippet-latest.ts',
    },
  ],
  sources: [
    {
      title: 'Node.js, Backpressuring in Streams',
      url: 'https://nodejs.org/en/learn/modules/backpressuring-in-streams',
    },
    {
      title: 'WebSockets Standard, bufferedAmount',
      url: 'https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount',
    },
  ],
  notes: {
    en: 'Press “Stop reading” and let the megabytes run. Nothing happens for a while: that is the point, the kernel swallows megabytes before any program notices. A browser page cannot show this itself: the browser’s network process reads on even when the page hangs. So the slow reader here is a client of the lab.',
    ko: '“읽기 멈추기”를 누르고 MB가 늘게 두세요. 한동안 아무 일도 없습니다. 그것이 핵심입니다. 어떤 프로그램도 알아채기 전에 커널이 몇 MB를 삼킵니다. 브라우저 페이지는 이를 직접 보여 줄 수 없습니다. 페이지가 멈춰도 네트워크 프로세스는 계속 읽기 때문입니다. 그래서 여기서 읽기를 멈추는 쪽은 실험실의 클라이언트입니다.',
  },
} satisfies Lesson;
