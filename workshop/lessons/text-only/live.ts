import { serveBinary } from '../../binary/serve.ts';
import type { Live } from '../../live.ts';

/** One host that sends the same bytes in each way; it tells what its sockets wrote. */
export default {
  async open(stage) {
    const { host, origin } = await stage.host({
      http: '1.1',
      transports: ['sse'],
      more: [{ id: 'binary', mount: serveBinary }],
    });
    return {
      facts: { origin },
      actions: { wire: () => host.connections.snapshot().bytesToClients },
    };
  },
} satisfies Live;
