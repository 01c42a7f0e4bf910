import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** Networks of containers, virtual machines and tunnels: no phone of the room is in them. */
const VIRTUAL =
  /^(docker|podman|br-|bridge|veth|virbr|vmnet|cni|flannel|lxc|lxd|tun|tap|utun|wg|ppp|zt|tailscale)|vEthernet|VMware|VirtualBox|WireGuard|Tailscale|VPN/i;
/** What a machine gives itself where nobody gives it an address. */
const SELF_GIVEN = /^169\.254\./;

/** IPv4 addresses of this machine that others of its network may reach, the likeliest first. */
export function ownAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): readonly string[] {
  const outside = Object.entries(interfaces).flatMap(([name, entries = []]) =>
    entries
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ address, doubts: doubtsOf(name, address) })),
  );
  return outside.sort((a, b) => a.doubts - b.doubts).map(({ address }) => address);
}

const doubtsOf = (name: string, address: string): number =>
  Number(VIRTUAL.test(name)) * 2 + Number(SELF_GIVEN.test(address));
