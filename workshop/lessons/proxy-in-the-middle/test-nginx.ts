import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type OutsideServer, startOutsideServer } from '../../../lab/outside/outside-server.ts';

/** nginx with nothing but these locations, gone when the test is over. */
export async function startNginx(locations: string): Promise<OutsideServer> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const nginx = await startOutsideServer({
    name: 'nginx',
    address: '127.0.0.1',
    launch: ({ folder, port }) => ({
      files: {
        'nginx.conf': `events {} http { access_log off;
          ${temporary.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ')}
          server { listen 127.0.0.1:${port}; ${locations} } }`,
      },
      words: [
        ...['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
        ...['-g', `daemon off; pid ${join(folder, 'pid')};${process.getuid?.() === 0 ? ' user root;' : ''}`],
      ],
    }),
  });
  onTestFinished(() => nginx.close());
  return nginx;
}
