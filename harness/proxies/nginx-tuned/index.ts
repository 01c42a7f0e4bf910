import type { ProxyPart } from '../../proxy.ts';
import { NGINX } from '../nginx.ts';

export default {
  ...NGINX,
  id: 'nginx-tuned',
  title: { en: 'nginx, tuned', ko: 'nginx (튜닝)' },
  summary: {
    en: 'nginx over HTTP/1.1 with each directive that realtime needs, and none that it does not.',
    ko: '실시간 통신에 꼭 필요한 지시어만 갖춘 HTTP/1.1 nginx입니다.',
  },
  configuration: new URL('./nginx.conf', import.meta.url),
  speaks: (http) =>
    http === '1.1'
      ? '1.1'
      : {
          en: 'This nginx listens for HTTP/1.1; --via nginx-h2 is the same over HTTP/2.',
          ko: '이 nginx는 HTTP/1.1만 받습니다. 같은 설정의 HTTP/2는 --via nginx-h2입니다.',
        },
  cannot: () => undefined,
  foretells: () => [],
} satisfies ProxyPart;
