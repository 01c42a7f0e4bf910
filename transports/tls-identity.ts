import { generate } from 'selfsigned';
import type { TlsIdentity } from './host.ts';

/**
 * A throw-away certificate for this machine, made at start-up. The key is an EC key (P-256), as
 * public servers use today: selfsigned's default, RSA-2048, makes each handshake several times dearer.
 */
export async function makeTlsIdentity(): Promise<TlsIdentity> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key, cert };
}
