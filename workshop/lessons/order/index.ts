import { COUNT } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { Order } from '../../experiments/order.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const orderIn = (figures: FiguresById): Order => figures.order as Order;

export default {
  id: 'order',
  order: 13,
  minutes: 6,
  title: { en: 'Order', ko: '순서' },
  question: {
    en: 'A page sends 300 messages at once: over one WebSocket, and as 300 POST requests. Which arrive in the order in which they were sent?',
    ko: '페이지가 메시지 300개를 한꺼번에 보냅니다. 한 번은 WebSocket 하나로, 한 번은 POST 요청 300개로 보냅니다. 어느 쪽이 보낸 순서대로 도착할까요?',
  },
  prediction: {
    kind: 'choice',
    options: [
      { en: 'Both', ko: '둘 다' },
      { en: 'The POSTs alone', ko: 'POST만' },
      { en: 'The WebSocket alone', ko: 'WebSocket만' },
      { en: 'Neither', ko: '둘 다 아니다' },
    ],
  },
  claims: [25],
  experiments: ['order'],
  reveal(figures) {
    const { up, down } = orderIn(figures);
    const [posts, socket] = [up.posts.outOfOrder === 0, up.websocket.outOfOrder === 0];
    return {
      answer: posts ? (socket ? 0 : 1) : socket ? 2 : 3,
      said: {
        en: `From the page, ${up.websocket.outOfOrder} of ${up.websocket.sent} messages arrived after a later one over the WebSocket, and ${up.posts.outOfOrder} of ${up.posts.sent} as POSTs on six connections. To the page, ${down.websocket.reordered} of ${down.websocket.received} deliveries by WebSocket and ${down.sse.reordered} of ${down.sse.received} by SSE were out of order.`,
        ko: `페이지가 보낸 메시지 중 나중 것보다 늦게 도착한 것은 WebSocket에서 ${up.websocket.sent}개 중 ${up.websocket.outOfOrder}개, 연결 여섯 개의 POST에서 ${up.posts.sent}개 중 ${up.posts.outOfOrder}개였습니다. 페이지가 받는 쪽에서는 WebSocket ${down.websocket.received}건 중 ${down.websocket.reordered}건, SSE ${down.sse.received}건 중 ${down.sse.reordered}건의 순서가 바뀌었습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Out of order', ko: '순서가 바뀐 메시지' },
      reading: {
        en: 'Messages that came after a later one. An empty bar means none.',
        ko: '나중 것보다 늦게 도착한 메시지 수입니다. 없으면 막대가 비어 있습니다.',
      },
      draw(figures, look) {
        const { up, down } = orderIn(figures);
        const isKorean = look.language === 'ko';
        return drawBars(
          [
            {
              name: isKorean ? 'WebSocket 보내기' : 'WebSocket, up',
              value: up.websocket.outOfOrder,
              of: up.websocket.sent,
            },
            { name: isKorean ? 'POST 보내기' : 'POST, up', value: up.posts.outOfOrder, of: up.posts.sent },
            {
              name: isKorean ? 'WebSocket 받기' : 'WebSocket, down',
              value: down.websocket.reordered,
              of: down.websocket.received,
            },
            { name: isKorean ? 'SSE 받기' : 'SSE, down', value: down.sse.reordered, of: down.sse.received },
          ].map(({ name, value, of }) => ({ name, value, colour: look.ink, said: `${value} / ${of}` })),
          look,
          { unit: COUNT, axis: { en: 'out of order', ko: '순서가 바뀐 수' } },
        );
      },
    },
  ],
  advice: {
    en: 'Within one WebSocket, one event stream or one response, order comes for free. Between requests it does not, not even on one HTTP/2 connection: number what you send, send the next POST only after the last one was answered, and let the receiver ignore what is older than what it has.',
    ko: 'WebSocket 하나, 이벤트 스트림 하나, 응답 하나 안에서는 순서가 저절로 지켜집니다. 요청과 요청 사이에서는 HTTP/2 연결 하나를 쓰더라도 그렇지 않습니다. 보내는 것에 번호를 매기고, 앞선 POST의 응답을 받은 뒤 다음 것을 보내며, 받는 쪽은 이미 받은 것보다 오래된 것을 무시하게 하세요.',
  },
  snippets: [
    {
      title: { en: 'Page: POSTs that keep their order', ko: '페이지: 순서를 지키는 POST' },
      file: 'snippet-in-order.ts',
    },
  ],
  sources: [
    { title: 'RFC 6455, 5.4 Fragmentation', url: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.4' },
    { title: 'RFC 9293, Transmission Control Protocol', url: 'https://www.rfc-editor.org/rfc/rfc9293' },
  ],
  notes: {
    en: 'Send with no jitter first: on one machine the requests nearly keep their order, which is how such bugs get into production. Then with 100 ms of jitter. Ask why the WebSocket keeps its order through the same link: TCP hands bytes over in order, whatever the network did.',
    ko: '먼저 지터 없이 보내세요. 한 컴퓨터 안에서는 요청의 순서가 거의 지켜지며, 이런 버그는 그렇게 운영 환경까지 갑니다. 그다음 지터 100 ms로 보내세요. 같은 링크에서 WebSocket은 왜 순서를 지키는지 물어보세요. 네트워크가 어떻든 TCP는 바이트를 순서대로 건넵니다.',
  },
} satisfies Lesson;
