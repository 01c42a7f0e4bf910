import { exampleUrl } from '../example-url.ts';
import type { Transport } from '../transport.ts';
import { connect } from './client.ts';
import { mount } from './server.ts';

export default {
  id: 'polling',
  title: { en: 'Polling', ko: '폴링' },
  summary: {
    en: 'The client asks at a fixed interval; most answers say that nothing is new.',
    ko: '클라이언트가 일정한 간격으로 묻고, 대부분의 응답은 새 소식이 없다는 내용입니다.',
  },
  role: 'compared',
  colour: { light: '#d55e00', dark: '#ff8c42' },
  http: { '1.1': true, '2': true },
  capabilities: {
    push: {
      en: 'an event waits for the next poll',
      ko: '이벤트는 다음 폴링까지 기다립니다',
    },
    stream: {
      en: 'each answer ends its request',
      ko: '응답할 때마다 요청이 끝납니다',
    },
    resume: true,
    upstream: true,
    heartbeat: {
      en: 'no connection is held open, so there is none to keep alive',
      ko: '열어 두는 연결이 없으므로 살려 둘 연결도 없습니다',
    },
  },
  examples: (origin, channel) => [
    `curl -i '${exampleUrl(origin, '/poll', channel)}'`,
    `curl -i '${exampleUrl(origin, '/poll', channel)}&after=0'`,
  ],
  mount,
  connect,
} satisfies Transport;
