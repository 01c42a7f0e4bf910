import type { Texts } from '../../../lab/texts.ts';
import { MICROSECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { SameEvents } from '../../experiments/same-events.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';
import { TRANSPORT_NAMES } from '../../transport-names.ts';

const waysIn = (figures: FiguresById): SameEvents['ways'] => (figures['same-events'] as SameEvents).ways;

/** The two streams are one answer: one short trial each cannot tell them apart. */
const OPTIONS: readonly { readonly ids: readonly string[]; readonly text: Texts }[] = [
  { ids: ['polling'], text: TRANSPORT_NAMES.polling },
  { ids: ['long-polling'], text: TRANSPORT_NAMES['long-polling'] },
  {
    ids: ['sse', 'websocket'],
    text: { en: 'A stream: SSE or WebSocket, much the same', ko: '스트림: SSE와 WebSocket이 비슷하다' },
  },
];

const sayUs = (us: number): string => `${us.toPrecision(2)} µs`;

export default {
  id: 'so-which',
  order: 16,
  minutes: 10,
  core: true,
  title: { en: 'So, which?', ko: '그래서, 무엇을 쓸까?' },
  question: {
    en: 'A hundred clients, four events a second: which takes the least of the server’s CPU for each event delivered?',
    ko: '클라이언트 100개에 초당 이벤트 4개를 보냅니다. 이벤트 하나를 전달하는 데 서버 CPU를 가장 적게 쓰는 것은 무엇일까요?',
  },
  prediction: { kind: 'choice', options: OPTIONS.map(({ text }) => text) },
  claims: [17, 33],
  experiments: ['same-events'],
  reveal(figures) {
    const ways = [...waysIn(figures)].sort((a, b) => a.serverCpuUsPerDelivery - b.serverCpuUsPerDelivery);
    const [least, second] = ways;
    const most = ways.at(-1);
    const say = (way: (typeof ways)[number] | undefined, language: 'en' | 'ko'): string =>
      `${way?.title[language]} ${sayUs(way?.serverCpuUsPerDelivery ?? 0)}`;
    return {
      answer: OPTIONS.findIndex(({ ids }) => ids.includes(least?.transport ?? '')),
      said: {
        en: `${say(least, 'en')}, then ${say(second, 'en')}; the most expensive was ${say(most, 'en')}. One short trial each: a small difference between the first two means nothing. What decides is mostly something else: whether a client must resume without a hole, what stands on the way, who has to send.`,
        ko: `${say(least, 'ko')}, 다음은 ${say(second, 'ko')}, 가장 비싼 것은 ${say(most, 'ko')}입니다. 짧게 한 번씩 쟀으므로 앞선 둘의 작은 차이는 의미가 없습니다. 대개 선택을 가르는 것은 다른 데 있습니다. 끊겼다가 빠짐없이 이어져야 하는지, 중간에 무엇이 있는지, 누가 보내야 하는지입니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Server CPU for each event delivered', ko: '이벤트 하나를 전달하는 데 쓴 서버 CPU' },
      reading: {
        en: 'User and system time of the server’s process, divided by the number of deliveries; shorter is better.',
        ko: '서버 프로세스의 사용자·시스템 시간을 전달 수로 나눈 값입니다. 짧을수록 좋습니다.',
      },
      draw: (figures, look) =>
        drawBars(
          waysIn(figures).map(({ title, colour, serverCpuUsPerDelivery }) => ({
            name: title[look.language],
            colour: colour[look.scheme],
            value: serverCpuUsPerDelivery,
            said: sayUs(serverCpuUsPerDelivery),
          })),
          look,
          { unit: MICROSECONDS, axis: { en: 'µs of CPU', ko: 'CPU µs' } },
        ),
    },
  ],
  advice: {
    en: 'From server to page: SSE, over HTTP/2, with ids and a heartbeat. Both ways and often: WebSocket, with your own reconnect, resume and heartbeat. Rare events, or a path that lets no long response through: polling. Measure your own case before you believe any of this: npm run bench.',
    ko: '서버에서 페이지로만 보낸다면 HTTP/2 위의 SSE에 id와 하트비트를 붙입니다. 양방향으로 자주 보낸다면 WebSocket에 재연결, 이어받기, 하트비트를 직접 만듭니다. 이벤트가 드물거나 길게 열린 응답이 통과하지 못하는 경로라면 폴링을 씁니다. 무엇이든 믿기 전에 여러분의 경우를 직접 재 보세요: npm run bench.',
  },
  snippets: [
    {
      title: { en: 'Page: a stream, and polling where there is none', ko: '페이지: 스트림, 안 되면 폴링' },
      file: 'snippet-fall-back.ts',
    },
  ],
  sources: [
    {
      title: 'MDN, EventSource: browser compatibility',
      url: 'https://developer.mozilla.org/en-US/docs/Web/API/EventSource#browser_compatibility',
    },
    {
      title: 'HTML Standard, 9.2.7 Authoring notes',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    },
    { title: 'RFC 8441, WebSockets over HTTP/2', url: 'https://www.rfc-editor.org/rfc/rfc8441' },
  ],
  notes: {
    en: 'Let two people bring a case of their own and enter it in the panel: subscribers, events a second, both ways or not. Where it says “cannot tell”, that is an answer: say which measurement would be missing. Close by asking what would change the choice: a proxy, mobile clients, a second server.',
    ko: '두 사람에게 자기 사례를 가져오게 해 구독자 수, 초당 이벤트 수, 양방향 여부를 패널에 입력합니다. “알 수 없음”도 답입니다. 어떤 측정이 더 필요한지 말해 주세요. 무엇이 선택을 바꾸는지 물으며 마칩니다. 프록시, 모바일, 두 번째 서버 등입니다.',
  },
} satisfies Lesson;
