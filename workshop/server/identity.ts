import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TlsIdentity } from '../../transports/host.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';

const FOLDER = new URL('../.identity/', import.meta.url);
const SPARE_MS = 7 * 24 * 60 * 60_000;

const underWay = new Map<string, Promise<TlsIdentity>>();

/**
 * The certificate that hosts of the workshop show. It is kept, readable for its user alone, because a person has to
 * tell the browser once to trust it, and would have to again with every new one. Who asks while it is being made
 * waits for the same.
 */
export function keptIdentity(folder: URL = FOLDER): Promise<TlsIdentity> {
  const asked = underWay.get(folder.href) ?? readOrMake(folder).finally(() => underWay.delete(folder.href));
  underWay.set(folder.href, asked);
  return asked;
}

async function readOrMake(folder: URL): Promise<TlsIdentity> {
  const kept = await read(folder).catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = await makeTlsIdentity();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of [
    ['key.pem', made.key],
    ['cert.pem', made.cert],
  ] as const) {
    await writeFile(new URL(name, folder), text, { mode: 0o600 });
    // The mode of writeFile is for new files only.
    await chmod(fileURLToPath(new URL(name, folder)), 0o600);
  }
  return made;
}

/** Undefined where the certificate is about to expire, or is not of this key: two starts at once may have mixed theirs. */
async function read(folder: URL): Promise<TlsIdentity | undefined> {
  const [key = '', cert = ''] = await Promise.all(
    ['key.pem', 'cert.pem'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  const certificate = new X509Certificate(cert);
  const isGood =
    certificate.checkPrivateKey(createPrivateKey(key)) &&
    Date.parse(certificate.validTo) > Date.now() + SPARE_MS;
  return isGood ? { key, cert } : undefined;
}
