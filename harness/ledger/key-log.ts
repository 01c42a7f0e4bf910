/** The secrets of one TLS 1.3 connection from which its keys follow (RFC 8446, 7.1). */
export interface TlsSecrets {
  readonly handshake: { readonly up: Buffer; readonly down: Buffer };
  readonly traffic: { readonly up: Buffer; readonly down: Buffer };
}

/**
 * Reads a key log (draft-ietf-tls-keylogfile: label, client random and secret in hex, one per line),
 * as `node --tls-keylog` and browsers with SSLKEYLOGFILE write it.
 *
 * @returns client random in hex → secrets; connections whose handshake did not finish are left out
 */
export function readKeyLog(text: string): ReadonlyMap<string, TlsSecrets> {
  const found = new Map<string, Map<string, Buffer>>();
  for (const line of text.split('\n')) {
    const [label, random, secret] = line.trim().split(' ');
    if (label === undefined || random === undefined || secret === undefined) continue;
    const own = found.get(random) ?? new Map<string, Buffer>();
    found.set(random, own.set(label, Buffer.from(secret, 'hex')));
  }
  return new Map(
    [...found].flatMap(([random, own]) => {
      const handshake = pair(own, 'HANDSHAKE_TRAFFIC_SECRET');
      const traffic = pair(own, 'TRAFFIC_SECRET_0');
      return handshake && traffic ? [[random, { handshake, traffic }]] : [];
    }),
  );
}

function pair(own: ReadonlyMap<string, Buffer>, label: string): TlsSecrets['traffic'] | undefined {
  const [up, down] = [own.get(`CLIENT_${label}`), own.get(`SERVER_${label}`)];
  return up && down && { up, down };
}
