import { BYTE_CLASSES, type ByteClass } from '../../../harness/results/byte-classes.ts';
import { BYTES } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { BytesOnTheWay } from '../../experiments/bytes-on-the-way.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): BytesOnTheWay => figures['bytes-on-the-way'] as BytesOnTheWay;

/** What a transport adds to the event itself: neither its data nor its envelope, which all carry alike. */
const ALIKE: readonly ByteClass[] = ['payload', 'envelope'];
const addedBy = ({ bytesPerDelivery }: BytesOnTheWay['ways'][number]): number =>
  BYTE_CLASSES.filter((name) => !ALIKE.includes(name)).reduce((sum, name) => sum + bytesPerDelivery[name], 0);

export default {
  id: 'what-travels',
  order: 3,
  minutes: 10,
  core: true,
  title: { en: 'What travels', ko: '무엇이 오가나' },
  question: {
    en: 'The lab’s client, which sends few headers, gets one event by long polling over HTTP/1.1. How many bytes do request and response add to the event itself?',
    ko: '헤더를 조금만 보내는 실험실의 클라이언트가 HTTP/1.1 롱 폴링으로 이벤트 하나를 받습니다. 요청과 응답을 합쳐 이벤트 자체 말고 몇 바이트가 더 붙을까요?',
  },
  prediction: { kind: 'number', unit: { en: 'bytes', ko: '바이트' }, from: 0, to: 1_500, step: 1 },
  claims: [3, 9, 23, 24, 35, 37],
  experiments: ['bytes-on-the-way', 'media-types', 'event-ends', 'first-event', 'framing', 'on-the-way'],
  reveal(figures) {
    const { ways } = figuresIn(figures);
    const of = (transport: string, http: string): number => {
      const way = ways.find((one) => one.transport === transport && one.http === http);
      return way === undefined ? 0 : Math.round(addedBy(way));
    };
    const [longPolling, overHttp2] = [of('long-polling', '1.1'), of('long-polling', '2')];
    const [sse, webSocket] = [of('sse', '1.1'), of('websocket', '1.1')];
    return {
      answer: longPolling,
      said: {
        en: `${longPolling} bytes with the lab’s few headers; a browser sends several hundred more with each request. Over HTTP/2 it is ${overHttp2}, because HPACK names a known header in a byte or two. An SSE event takes ${sse} and a WebSocket message ${webSocket} bytes around the same JSON.`,
        ko: `실험실의 간결한 헤더로 ${longPolling}바이트입니다. 브라우저라면 요청마다 수백 바이트를 더 보냅니다. HPACK이 이미 아는 헤더를 몇 바이트로 줄이는 HTTP/2에서는 ${overHttp2}바이트입니다. 같은 JSON을 감싸는 데 SSE는 ${sse}바이트, WebSocket은 ${webSocket}바이트를 씁니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Bytes added to one event', ko: '이벤트 하나에 더해지는 바이트' },
      reading: {
        en: 'Headers, framing and signals in both directions, without the event’s own JSON and without TLS; outlined bars are HTTP/2.',
        ko: '이벤트 자체의 JSON과 TLS를 뺀 양방향의 헤더, 프레이밍, 신호입니다. 테두리만 있는 막대가 HTTP/2입니다.',
      },
      draw: (figures, look) =>
        drawBars(
          figuresIn(figures).ways.map((way) => ({
            name: `${way.title[look.language]} · HTTP/${way.http}`,
            value: addedBy(way),
            hollow: way.http === '2',
            colour: look.ink,
            said: `${Math.round(addedBy(way)).toLocaleString(look.language)} B`,
          })),
          look,
          { unit: BYTES, axis: { en: 'bytes per event', ko: '이벤트당 바이트' } },
        ),
    },
  ],
  advice: {
    en: 'For events of a few hundred bytes the framing of SSE or WebSocket is no reason to choose either one; what is large is the headers of each request. Write an SSE event as one block: one line for each field, one data: line for each line of data, an empty line at the end. Send it as text/event-stream.',
    ko: '수백 바이트짜리 이벤트라면 SSE와 WebSocket의 프레이밍 차이는 선택의 이유가 되지 않습니다. 정작 큰 것은 요청마다 붙는 헤더입니다. SSE 이벤트는 한 블록으로 씁니다. 필드마다 한 줄, 데이터는 줄마다 data: 한 줄, 끝에 빈 줄 하나입니다. 미디어 타입은 text/event-stream입니다.',
  },
  snippets: [
    {
      title: { en: 'Server: one event as one block', ko: '서버: 이벤트 하나를 한 블록으로' },
      file: 'snippet-event.ts',
    },
  ],
  sources: [
    {
      title: 'HTML Standard, 9.2.5 Parsing an event stream',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream',
    },
    {
      title: 'RFC 6455, 5.2 Base framing protocol',
      url: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.2',
    },
    { title: 'RFC 7541, HPACK', url: 'https://www.rfc-editor.org/rfc/rfc7541' },
    { title: 'RFC 9113, 4. HTTP frames', url: 'https://www.rfc-editor.org/rfc/rfc9113#section-4' },
  ],
  notes: {
    en: 'Begin with polling over HTTP/1.1: this browser’s own request is on the screen, let the class read its headers aloud. Then SSE: find the empty line. Then WebSocket: four bytes. Then polling over HTTP/2: the second request is smaller, because HPACK remembers the first. Bytes here are without TLS and TCP; each TLS record adds 22.',
    ko: 'HTTP/1.1 폴링부터 시작합니다. 이 브라우저의 실제 요청이 화면에 나오니 헤더를 함께 읽어 보세요. 다음은 SSE에서 빈 줄을 찾고, WebSocket에서 4바이트를 봅니다. HTTP/2 폴링에서는 두 번째 요청이 더 작습니다. HPACK이 첫 요청의 헤더를 기억하기 때문입니다. 여기서 센 바이트에는 TLS와 TCP가 빠져 있습니다. TLS 레코드마다 22바이트가 더 붙습니다.',
  },
} satisfies Lesson;
