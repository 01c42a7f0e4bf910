import type { AddressInfo, Server } from 'node:net';
import { defineErrorCodes, LabError } from '../lab/errors.ts';

const codes = defineErrorCodes({
  'port-in-use': 'Another program listens on the port asked for',
  'port-forbidden': 'The port or address asked for may not be listened on',
});

/**
 * Binds the port; resolves with the one that was chosen.
 *
 * @param shared with other processes that say the same: the system spreads connections over them (SO_REUSEPORT)
 */
export function listen(server: Server, port: number, address: string, shared = false): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        new LabError(codes[inUse ? 'port-in-use' : 'port-forbidden'], {
          expected: `to listen on ${address} port ${port}`,
          got: inUse ? 'a port that another program uses' : error.message,
          remedy: 'Choose another port; 0 lets the system choose.',
        }),
      );
    });
    // The default backlog of 511 drops connects when thousands come at once.
    server.listen({ port, host: address, backlog: 4_096, reusePort: shared }, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
