import { loadTransports } from '../../transports/registry.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Peer } from './participant.ts';

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

/** The peers that can be measured here, and what the others lack, in a sentence each. */
export async function loadPeers(): Promise<{ peers: readonly Peer[]; missing: readonly string[] }> {
  const all: Peer[] = [];
  const missing: string[] = [];
  // Without the development dependencies there is none.
  const found = await loadTransports(folders[1]).catch(() => undefined);
  if (found === undefined) missing.push('The peers are left out: their packages are not installed.');
  for (const peer of (found?.values() ?? []) as Iterable<Peer>) {
    const program = peer.missing?.();
    if (program === undefined) all.push(peer);
    else missing.push(`${peer.title.en} is left out: this machine has no ${program}.`);
  }
  return { peers: all, missing };
}
