import { type Defect, findFatal } from '../defect.ts';

const server = { file: new URL('../planted/http1-server-process.ts', import.meta.url) };

export default {
  id: 'other-protocol',
  order: 70,
  title: {
    en: 'A server of HTTP/1.1 where HTTP/2 was asked for',
    ko: 'HTTP/2를 요청했는데 HTTP/1.1로 응답하는 서버',
  },
  expected: 'fatal: protocol',
  async hunt(lab) {
    return findFatal(
      await lab.runOne({ id: 'other protocol', plan: { http: '2', tls: true }, server }),
      'protocol',
    );
  },
} satisfies Defect;
