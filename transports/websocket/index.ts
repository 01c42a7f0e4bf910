import { exampleUrl } from '../example-url.ts';
import type { Transport } from '../transport.ts';
import { connect } from './client.ts';
import { mount } from './server.ts';

export default {
  id: 'websocket',
  title: { en: 'WebSocket', ko: 'WebSocket' },
  summary: {
    en: 'One connection for both directions: the server sends each event as a message, and clients publish on the same connection.',
    ko: '연결 하나로 양방향 통신을 합니다. 서버는 이벤트마다 메시지를 보내고, 클라이언트도 같은 연결로 이벤트를 발행합니다.',
  },
  role: 'compared',
  colour: { light: '#009e73', dark: '#2fc49a' },
  http: { '1.1': true, '2': true },
  capabilities: { push: true, stream: true, resume: true, upstream: true, heartbeat: true },
  examples: (origin, channel, http) => {
    const url = exampleUrl(origin, '/ws', channel).replace('http', 'ws');
    // wscat speaks HTTP/1.1 only; Chromium uses the HTTP/2 session that its page has.
    if (http === '2') {
      const page = exampleUrl(origin, '/healthz', channel).split('?')[0];
      return [
        `# open ${page} in Chromium; in its console: new WebSocket('${url}').onmessage = ({ data }) => console.log(data)`,
      ];
    }
    // -n: the certificate is the lab's own, which wscat does not know.
    const wscat = `npx wscat${origin.tls ? ' -n' : ''} -c '${url}'`;
    const event = { channel, kind: 'message', source: 'me', seq: 1, intendedAtUs: 0, data: 'hello' };
    return [wscat, `${wscat} -w 5 -x '${JSON.stringify({ type: 'publish', ...event })}'`];
  },
  mount,
  connect,
} satisfies Transport;
