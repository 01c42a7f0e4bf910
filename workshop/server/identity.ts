import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TlsIdentity } from '../../transports/host.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';

const FOLDER = new URL('../.identity/', import.meta.url);
const SPARE_MS = 7 * 24 * 60 * 60_000;

/**
 * The certificate that hosts of the workshop show. It is kept, readable for its user alone, because a person has to
 * tell the browser once to trust it, and would have to again with every new one.
 */
export async function keptIdentity(folder: URL = FOLDER): Promise<TlsIdentity> {
  const kept = await read(folder).catch(() => undefined);
  if (kept !== undefined && Date.parse(new X509Certificate(kept.cert).validTo) > Date.now() + SPARE_MS) {
    return kept;
  }
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

async function read(folder: URL): Promise<TlsIdentity> {
  const [key, cert] = await Promise.all(
    ['key.pem', 'cert.pem'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  return { key: key as string, cert: cert as string };
}
