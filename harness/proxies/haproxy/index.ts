import { join } from 'node:path';
import type { ProxyPart, ProxyPlace } from '../../proxy.ts';

export default {
  id: 'haproxy',
  title: { en: 'HAProxy', ko: 'HAProxy' },
  summary: {
    en: 'HAProxy: HTTP/1.1 and HTTP/2 from end to end, WebSocket over HTTP/2 (RFC 8441) as well.',
    ko: 'HAProxy: HTTP/1.1과 HTTP/2를 서버까지 그대로 전달하며, HTTP/2 위의 WebSocket(RFC 8441)도 지원합니다.',
  },
  program: 'haproxy',
  howToGet:
    'Install it (Debian: apt-get install haproxy), or measure in a container: docker compose run --rm bench.',
  configuration: new URL('./haproxy.cfg', import.meta.url),
  speaks: (http) => http,
  cannot: () => undefined,
  foretells: () => [],
  launch: (place) => ({
    files: {
      'haproxy.cfg': place.configuration,
      'place.cfg': placeOf(place),
      ...(place.tls && { 'cert.pem': `${place.tls.cert}\n${place.tls.key}` }),
    },
    // In the foreground, as one process.
    words: ['-db', '-q', '-f', join(place.folder, 'haproxy.cfg'), '-f', join(place.folder, 'place.cfg')],
  }),
} satisfies ProxyPart;

/** The sections that inherit from the configuration's defaults. */
function placeOf({ folder, address, port, http, upstreamHttp, tls, servers }: ProxyPlace): string {
  const protocol = http === '2' ? 'h2' : 'http/1.1';
  // In cleartext HTTP/2 is by prior knowledge, on both sides.
  const cleartext = http === '2' ? 'proto h2' : '';
  const secure = `ssl crt ${join(folder, 'cert.pem')} alpn ${protocol}`;
  const upstream = upstreamHttp === '2' ? ' proto h2' : '';
  return [
    'frontend clients',
    `    bind ${address}:${port} backlog 4096 ${tls ? secure : cleartext}`,
    '    default_backend servers',
    'backend servers',
    ...servers.map((server, index) => `    server s${index + 1} ${server.host}:${server.port}${upstream}`),
    '',
  ].join('\n');
}
