import { join } from 'node:path';
import type { ProxyPart, ProxyPlace } from '../proxy.ts';

/** What the proxies have in common that are nginx. */
export const NGINX = {
  program: 'nginx',
  howToGet:
    'Install it (Debian: apt-get install nginx), or measure in a container: docker compose run --rm bench.',
  launch,
} satisfies Partial<ProxyPart>;

/** One failure sends the next requests elsewhere, for a second: a server that is back is used at once. */
const serverLine = ({ host, port }: ProxyPlace['servers'][number]): string =>
  `server ${host}:${port} max_fails=1 fail_timeout=1s;\n`;

/** The configuration file includes three small ones for its place, and main directives come as words. */
function launch({ configuration, folder, address, port, http, tls, servers }: ProxyPlace) {
  const flags = [tls && 'ssl', http === '2' && 'http2', 'backlog=4096'].filter(Boolean).join(' ');
  const certificate = tls ? 'ssl_certificate place/cert.pem;\nssl_certificate_key place/key.pem;\n' : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = [
    'daemon off;',
    `pid ${join(folder, 'nginx.pid')};`,
    'error_log stderr crit;',
    // Its own user cannot enter the folder.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
  ];
  return {
    files: {
      'nginx.conf': configuration,
      'place/http.conf': [
        ...temporary.map((kind) => `${kind}_temp_path ${join(folder, kind)};\n`),
        `access_log ${join(folder, 'access.log')};\n`,
      ].join(''),
      'place/listen.conf': `listen ${address}:${port} ${flags};\n${certificate}`,
      'place/servers.conf': servers.map(serverLine).join(''),
      ...(tls && { 'place/cert.pem': tls.cert, 'place/key.pem': tls.key }),
    },
    words: ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', main.join(' ')],
  };
}
