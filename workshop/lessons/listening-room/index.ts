import { PERCENT } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { ListeningRooms, RoomSide } from '../../experiments/listening-rooms.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';
import { TRANSPORT_NAMES, type TransportId } from '../../transport-names.ts';

const roomsIn = (figures: FiguresById): ListeningRooms => figures['listening-rooms'] as ListeningRooms;
const percentOf = ({ serverCpuShare }: RoomSide): number => Math.round(serverCpuShare * 1_000) / 10;
const nameOf = ({ transport, http }: RoomSide, language: 'en' | 'ko'): string =>
  `${TRANSPORT_NAMES[transport as TransportId][language]} · HTTP/${http}`;

export default {
  id: 'listening-room',
  order: 10,
  minutes: 10,
  title: { en: 'The listening room', ko: '함께 듣는 방' },
  question: {
    en: '24 rooms of 24 listeners each receive their host’s playback position once a second, over WebSocket. How much of one core does the server need?',
    ko: '방 24개에서 청취자 24명씩이 1초에 한 번 방장의 재생 위치를 WebSocket으로 받습니다. 서버는 코어 하나의 몇 %를 쓸까요?',
  },
  prediction: { kind: 'number', unit: { en: '% of a core', ko: '%' }, from: 0, to: 100 },
  claims: [22, 27],
  experiments: ['listening-rooms', 'sse-websocket'],
  reveal(figures) {
    const { sides, rooms, listenersEach } = roomsIn(figures);
    const websocket = sides.find(({ transport, http }) => transport === 'websocket' && http === '1.1');
    const list = (language: 'en' | 'ko'): string =>
      sides.map((side) => `${nameOf(side, language)} ${percentOf(side)} %`).join(', ');
    const perSecond = rooms * (listenersEach + 1);
    return {
      answer: websocket === undefined ? 0 : percentOf(websocket),
      said: {
        en: `${perSecond} deliveries a second took: ${list('en')}. This includes what hosts send upstream: messages on the WebSocket, or POST requests beside the stream.`,
        ko: `초당 ${perSecond}건을 전달하는 데 쓴 서버 CPU: ${list('ko')}. 방장이 올려 보내는 위치도 포함한 값입니다. WebSocket은 메시지로, 나머지는 스트림 옆의 POST 요청으로 보냅니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'CPU of the server', ko: '서버 CPU' },
      reading: {
        en: 'Share of one core while all rooms receive one position a second. Shorter is better.',
        ko: '모든 방이 1초에 한 번 위치를 받는 동안 쓴 코어 하나의 비율입니다. 짧을수록 좋습니다.',
      },
      draw(figures, look) {
        return drawBars(
          roomsIn(figures).sides.map((side) => ({
            name: nameOf(side, look.language),
            value: percentOf(side),
            colour: look.ink,
            hollow: side.http === '2',
            said: `${percentOf(side)} %`,
          })),
          look,
          { unit: PERCENT, axis: { en: '% of one core', ko: '코어 하나 중 %' } },
        );
      },
    },
  ],
  advice: {
    en: 'At this size choose by what clients send and how they reconnect, not by CPU. Encode an event once for the whole room. Send positions as seldom as playback allows, and let each listener work out the position in between.',
    ko: '이 규모에서는 CPU가 아니라 클라이언트가 무엇을 보내고 어떻게 다시 연결하는지를 보고 고르세요. 이벤트는 방마다 한 번만 인코딩하고, 위치는 재생에 지장이 없는 한 드물게 보내며, 그 사이는 청취자 쪽에서 계산하게 하세요.',
  },
  snippets: [
    {
      title: { en: 'Server: a room that encodes once', ko: '서버: 한 번만 인코딩하는 방' },
      file: 'snippet-room.ts',
    },
    {
      title: { en: 'Page: the position between two updates', ko: '페이지: 두 위치 사이의 재생 위치' },
      file: 'snippet-position.ts',
    },
  ],
  sources: [
    { title: 'RFC 6455, The WebSocket Protocol', url: 'https://www.rfc-editor.org/rfc/rfc6455' },
    {
      title: 'HTML Standard, 9.2 Server-sent events',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
    },
  ],
  notes: {
    en: 'Collect the guesses aloud first: they are usually far too high. Then measure live, once with SSE and once with WebSocket. If the two differ, measure the first one again before anybody explains why: on a laptop the second run of the same thing differs as much.',
    ko: '먼저 예측을 소리 내어 모으세요. 보통 실제보다 훨씬 높습니다. 그다음 SSE와 WebSocket으로 한 번씩 실시간 측정합니다. 둘이 다르면 이유를 말하기 전에 첫 번째를 다시 측정하세요. 노트북에서는 같은 것을 두 번 재도 그만큼 차이가 납니다.',
  },
} satisfies Lesson;
