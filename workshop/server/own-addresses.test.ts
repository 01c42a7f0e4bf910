import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { ownAddresses } from './own-addresses.ts';

const at = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null },
];

test('the address of a network that phones are in comes before those of containers, tunnels and nobody', () => {
  const addresses = ownAddresses({
    lo: at('127.0.0.1', true),
    docker0: at('172.17.0.1'),
    tun0: at('10.8.0.2'),
    enp4s0: at('169.254.7.7'),
    wlp3s0: at('192.168.1.7'),
  });
  expect(addresses).toEqual(['192.168.1.7', '169.254.7.7', '172.17.0.1', '10.8.0.2']);
});
