import type { Damage, ProxyPart } from '../../proxy.ts';
import { NGINX } from '../nginx.ts';

const websocketRefused: Damage = {
  code: 'websocket-refused',
  what: {
    en: 'every WebSocket is refused, because nginx passes no Upgrade header on unless told, and the server sees a request for an ordinary page.',
    ko: '따로 설정하지 않으면 nginx가 Upgrade 헤더를 전달하지 않아 서버에는 일반 페이지 요청으로 보이므로 모든 WebSocket이 거부됩니다.',
  },
  seenIn: ({ deliveries }) => deliveries.received === 0 && deliveries.starved > 0,
  explains: ['nothing-expected', 'protocol', 'client-failure', 'starved-tabs'],
};

/** A buffer is a page of memory, 4 KiB: what is quieter stands still for longer than a trial. */
const BUFFERED_US = 250_000;

const streamBuffered: Damage = {
  code: 'stream-buffered',
  what: {
    en: 'the event stream is held back until a buffer of nginx is full (proxy_buffering), because the server does not ask for X-Accel-Buffering: no.',
    ko: '서버가 X-Accel-Buffering: no를 보내지 않아, nginx가 버퍼가 찰 때까지 이벤트 스트림을 붙잡아 둡니다(proxy_buffering).',
  },
  seenIn: ({ deliveries, latencyUs }) => deliveries.starved > 0 || latencyUs.delivery.p50 > BUFFERED_US,
  explains: ['nothing-expected', 'protocol', 'accounting', 'starved-tabs'],
};

export default {
  ...NGINX,
  id: 'nginx-default',
  title: { en: 'nginx, as it comes', ko: 'nginx (기본 설정)' },
  summary: {
    en: 'nginx as Debian ships it, with nothing added but where to listen and where the servers are.',
    ko: 'Debian이 배포하는 그대로의 nginx입니다. 수신 주소와 서버 위치만 더했습니다.',
  },
  configuration: new URL('./nginx.conf', import.meta.url),
  speaks: (http) =>
    http === '1.1'
      ? '1.1'
      : {
          en: 'nginx speaks HTTP/2 only where it is told to (listen … http2); --via nginx-h2 is.',
          ko: 'nginx는 따로 설정해야(listen … http2) HTTP/2로 통신합니다. --via nginx-h2가 그렇게 설정되어 있습니다.',
        },
  cannot: () => undefined,
  foretells: ({ transport, bufferingHint }) => [
    ...(transport === 'websocket' ? [websocketRefused] : []),
    ...(transport === 'sse' && bufferingHint === false ? [streamBuffered] : []),
  ],
} satisfies ProxyPart;
