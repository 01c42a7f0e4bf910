import { loadTransports } from '../../transports/registry.ts';
import type { Transport } from '../../transports/transport.ts';

const folders = [
  new URL('../../transports/', import.meta.url),
  new URL('./peers/', import.meta.url),
  new URL('./yardsticks/', import.meta.url),
];

/**
 * What a trial may run: a transport of the lab, a peer (another library, seen through the same
 * contract) or a yardstick (the least that something can cost). Peers and yardsticks are no
 * choice for users, and their libraries are loaded only where one of them is asked for.
 */
export async function findParticipant(id: string): Promise<Transport> {
  for (const folder of folders) {
    const participant = (await loadTransports(folder)).get(id);
    if (participant !== undefined) return participant;
  }
  throw new Error(`no transport, peer or yardstick ${id}`);
}

/** The peers that are installed: without the development dependencies there is none. */
export const loadPeers = async (): Promise<readonly Transport[]> => [
  ...(await loadTransports(folders[1]).catch(() => new Map<string, Transport>())).values(),
];
