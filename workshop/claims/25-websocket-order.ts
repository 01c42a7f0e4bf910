import type { Claim } from '../claim.ts';
import type { Order } from '../experiments/order.ts';

/** Fewer say too little. */
const ENOUGH = 5_000;

export default {
  number: 25,
  statement: { en: 'WebSocket messages have no order.', ko: 'WebSocket 메시지는 순서가 보장되지 않는다.' },
  experiment: 'order',
  thresholds: {
    en: `Holds: of the deliveries over one WebSocket at least one in 10,000 came after a later one. With limits: some did, or fewer than ${ENOUGH} were received. Does not hold: none of ${ENOUGH} or more, nor of what a client sent.`,
    ko: `성립: WebSocket 하나로 전달한 것 중 만 건에 한 건 이상이 나중 것보다 늦게 왔다. 조건부 성립: 그보다 적게 있었거나 받은 것이 ${ENOUGH}건 미만이다. 불성립: ${ENOUGH}건 이상 중에도, 클라이언트가 보낸 것 중에도 하나도 없다.`,
  },
  judge({ down, up }) {
    const { received, reordered } = down.websocket;
    const isOrdered = received >= ENOUGH && reordered === 0 && up.websocket.outOfOrder === 0;
    const isMixed = reordered + up.websocket.outOfOrder > 0;
    return {
      verdict: isOrdered ? 'does-not-hold' : reordered / received >= 1e-4 ? 'holds' : 'holds-with-limits',
      figure: {
        en: `${reordered} of ${received.toLocaleString('en')} out of order; sent by a client: ${up.websocket.outOfOrder} of ${up.websocket.sent}, as POSTs: ${up.posts.outOfOrder}`,
        ko: `${received.toLocaleString('en')}건 중 ${reordered}건의 순서가 바뀜. 클라이언트가 보낸 ${up.websocket.sent}건 중 ${up.websocket.outOfOrder}건, POST로는 ${up.posts.outOfOrder}건`,
      },
      because: {
        en: `One WebSocket lives in one TCP connection, whose bytes arrive in order, and frames of messages may not be interleaved (RFC 6455)${isMixed ? ': what was out of order here its sender had mixed up' : ''}. Order is lost between connections: with a second socket, after a reconnect without resuming, or with requests that race on several connections.`,
        ko: `WebSocket 하나는 TCP 연결 하나로 흐르고, 그 바이트는 순서대로 도착하며 메시지의 프레임은 섞일 수 없습니다(RFC 6455). ${isMixed ? '여기서 순서를 벗어난 것은 보내는 쪽이 뒤섞은 것입니다. ' : ''}순서는 연결과 연결 사이에서 깨집니다. 소켓이 둘이거나, 이어받지 않고 다시 연결하거나, 요청들이 여러 연결에서 앞다툴 때입니다.`,
      },
    };
  },
} satisfies Claim<Order>;
