import { exampleUrl } from '../example-url.ts';
import type { Transport } from '../transport.ts';
import { connect } from './client.ts';
import { mount } from './server.ts';

export default {
  id: 'sse',
  title: { en: 'Server-Sent Events', ko: 'SSE' },
  summary: {
    en: 'One response that never ends: the server writes each event to it, and the browser reconnects by itself.',
    ko: '끝나지 않는 응답 하나에 서버가 이벤트를 차례로 쓰고, 끊기면 브라우저가 알아서 다시 연결합니다.',
  },
  role: 'compared',
  colour: { light: '#0072b2', dark: '#56b4e9' },
  http: { '1.1': true, '2': true },
  // Upstream by `POST /events` beside the stream, which itself flows one way.
  capabilities: { push: true, stream: true, resume: true, upstream: true, heartbeat: true },
  examples: (origin, channel) => {
    const url = exampleUrl(origin, '/sse', channel);
    return [`curl -N '${url}'`, `curl -N -H 'Last-Event-ID: 0' '${url}'`];
  },
  mount,
  connect,
} satisfies Transport;
