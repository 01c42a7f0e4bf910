import type { Transport } from '../transport.ts';
import { connect } from './client.ts';
import { listen } from './server.ts';

const noHttp = {
  en: 'it is no HTTP: the same bare socket stands beside both versions',
  ko: 'HTTP가 아니며, 두 버전 옆에 같은 순수 소켓을 기준으로 둡니다',
};

export default {
  id: 'raw-tcp',
  title: { en: 'Raw socket', ko: '순수 소켓' },
  summary: {
    en: 'The same events as lines over a bare socket, one write per subscriber: no choice for users, but what every other cost is a multiple of.',
    ko: '같은 이벤트를 순수 소켓에 한 줄씩, 구독자마다 한 번 씁니다. 실제 선택지가 아니라 다른 전송 방식의 비용을 재는 기준입니다.',
  },
  role: 'reference',
  colour: { light: '#6b6b6b', dark: '#a8a8a8' },
  http: { '1.1': noHttp, '2': noHttp },
  capabilities: {
    push: true,
    stream: true,
    resume: true,
    upstream: {
      en: 'it is the reference for the way down only',
      ko: '서버에서 클라이언트로 가는 방향만의 기준입니다',
    },
    heartbeat: {
      en: 'it carries events and nothing else, so that it stays the least that a delivery can cost',
      ko: '전달에 드는 최소 비용의 기준이 되도록 이벤트 외에는 아무것도 보내지 않습니다',
    },
  },
  examples: ({ host, port, tls }, channel) => {
    const program = tls ? `openssl s_client -quiet -connect ${host}:${port}` : `nc ${host} ${port}`;
    return [`(echo '${JSON.stringify({ channel })}'; cat) | ${program}`];
  },
  listen,
  connect,
} satisfies Transport;
