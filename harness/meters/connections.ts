import type { Meter } from '../meter.ts';
import type { Metric } from '../results/schema.ts';

const metric = (name: string, en: string, ko: string): Metric => ({
  path: `connections.${name}`,
  title: { en, ko },
  unit: 'count',
  better: 'lower',
});

/** As the server counted them, from the first connect to the end of the measure phase. */
export default {
  id: 'connections',
  metrics: [
    metric('tcpOpened', 'TCP connections opened', '맺은 TCP 연결'),
    metric('tcpPeak', 'TCP connections at once', '동시 TCP 연결'),
    metric('tlsHandshakes', 'TLS handshakes', 'TLS 핸드셰이크'),
    metric('httpRequests', 'HTTP requests', 'HTTP 요청'),
    metric('http2Sessions', 'HTTP/2 sessions', 'HTTP/2 세션'),
    metric('http2Streams', 'HTTP/2 streams', 'HTTP/2 스트림'),
  ],
  section: ({ before, measureEnd, load }) => {
    const since = (name: 'tcpOpened' | 'tlsHandshakes' | 'httpRequests' | 'http2Sessions' | 'http2Streams') =>
      measureEnd.connections[name] - before.connections[name];
    return {
      connections: {
        tcpOpened: since('tcpOpened'),
        tcpPeak: measureEnd.connections.tcpPeak,
        tlsHandshakes: since('tlsHandshakes'),
        httpRequests: since('httpRequests'),
        http2Sessions: since('http2Sessions'),
        http2Streams: since('http2Streams'),
        protocols: [...new Set(load.flatMap(({ protocols }) => protocols))].sort(),
      },
    };
  },
} satisfies Meter;
