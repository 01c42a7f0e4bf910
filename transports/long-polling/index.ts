import { exampleUrl } from '../example-url.ts';
import type { Transport } from '../transport.ts';
import { connect } from './client.ts';
import { mount } from './server.ts';

export default {
  id: 'long-polling',
  title: { en: 'Long polling', ko: '롱 폴링' },
  summary: {
    en: 'The client asks, the server holds the question until there is something to say.',
    ko: '클라이언트가 물으면 서버는 전할 이벤트가 생길 때까지 응답을 붙잡아 둡니다.',
  },
  role: 'compared',
  colour: { light: '#b8860b', dark: '#e69f00' },
  http: { '1.1': true, '2': true },
  capabilities: {
    push: true,
    stream: {
      en: 'each answer ends its request',
      ko: '응답할 때마다 요청이 끝납니다',
    },
    resume: true,
    upstream: true,
    heartbeat: {
      en: 'each answer, empty ones included, takes the part of a heartbeat',
      ko: '빈 응답까지 포함해 모든 응답이 하트비트 역할을 합니다',
    },
  },
  examples: (origin, channel) => [
    `curl -i '${exampleUrl(origin, '/long-poll', channel)}'`,
    `curl -i '${exampleUrl(origin, '/long-poll', channel)}&after=0&timeoutMs=25000'`,
  ],
  mount,
  connect,
} satisfies Transport;
