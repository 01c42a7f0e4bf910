import type { ProxyPart } from '../../proxy.ts';
import { NGINX } from '../nginx.ts';

export default {
  ...NGINX,
  id: 'nginx-h2',
  title: { en: 'nginx, HTTP/2', ko: 'nginx (HTTP/2)' },
  summary: {
    en: 'The tuned nginx with HTTP/2 for its clients: it ends there, with 128 streams per connection, and the servers are asked over HTTP/1.1.',
    ko: '튜닝한 nginx가 클라이언트와 HTTP/2로 통신합니다. HTTP/2는 여기서 끝나며(연결당 스트림 128개), 서버와는 HTTP/1.1로 통신합니다.',
  },
  configuration: new URL('./nginx.conf', import.meta.url),
  speaks: (http) =>
    http === '2'
      ? '1.1'
      : {
          en: 'Over HTTP/1.1 it is --via nginx-tuned.',
          ko: 'HTTP/1.1에서는 --via nginx-tuned와 같습니다.',
        },
  cannot: (transport) =>
    transport === 'websocket'
      ? {
          en: 'nginx has no extended CONNECT (RFC 8441): a browser opens its WebSockets over HTTP/1.1 beside the HTTP/2 connection, as through nginx-tuned.',
          ko: 'nginx는 확장 CONNECT(RFC 8441)를 지원하지 않습니다. 브라우저는 HTTP/2 연결과 별도로 nginx-tuned처럼 HTTP/1.1로 WebSocket을 엽니다.',
        }
      : undefined,
  foretells: () => [],
} satisfies ProxyPart;
