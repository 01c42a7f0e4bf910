/**
 * A browser that is played behind the link has an address of its own on the loopback, as a machine
 * has one on a network: by it, and by nothing else, a middle box knows which connections are whose. So
 * no message has to win a race against the connection that it tells of. Linux and Windows have all of
 * 127.0.0.0/8; on macOS an address must be added before it is used (`ifconfig lo0 alias`).
 */
export const addressOf = (browser: number): string =>
  `127.${(browser >> 16) + 1}.${(browser >> 8) & 0xff}.${browser & 0xff}`;

/** The browser with this address; undefined for 127.0.x.x, which is whoever has no address of its own. */
export function browserAt(address: string | undefined): number | undefined {
  const [, high, middle, low] = /^(?:::ffff:)?127\.(\d+)\.(\d+)\.(\d+)$/.exec(address ?? '') ?? [];
  if (high === undefined || high === '0') return undefined;
  return ((Number(high) - 1) << 16) | (Number(middle) << 8) | Number(low);
}
