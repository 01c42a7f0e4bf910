import { join } from 'node:path';
import { startOutsideServer } from './outside-server.ts';

/** For the test of what becomes of a program whose parent is killed. */
const server = await startOutsideServer({
  name: 'haproxy',
  address: '127.0.0.1',
  launch: ({ folder, port }) => ({
    files: {
      'haproxy.cfg': `frontend nothing\n  mode http\n  timeout client 1s\n  bind 127.0.0.1:${port}\n`,
    },
    words: ['-db', '-q', '-f', join(folder, 'haproxy.cfg')],
  }),
});
process.send?.(server.pid);
setInterval(() => {}, 1_000);
