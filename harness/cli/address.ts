import { BlockList, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** What a person is told who opens a server to others; nothing where only this machine reaches it. */
export function openDoorLines(address: string, what: string): string[] {
  if (loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return [];
  return [
    `It listens on ${address}: whoever reaches this machine there may ${what}. There is no login.`,
    'Leave --address away to be reached from this machine only.',
    '',
  ];
}

/** The host of an address that a server listens on, as it is written into a URL to try. */
export function hostToTry(address: string): string {
  // "Every address of this machine" is nowhere to connect to.
  if (address === '0.0.0.0' || address === '::') return '127.0.0.1';
  return isIPv6(address) ? `[${address}]` : address;
}
