import { createDecipheriv, createHmac } from 'node:crypto';
import { unreadable } from './recording.ts';

/** RFC 8446, B.4. */
const SUITES = new Map([
  [0x1301, { cipher: 'aes-128-gcm', keyBytes: 16, hash: 'sha256' }],
  [0x1302, { cipher: 'aes-256-gcm', keyBytes: 32, hash: 'sha384' }],
  [0x1303, { cipher: 'chacha20-poly1305', keyBytes: 32, hash: 'sha256' }],
] as const);
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed in one record. */
export interface Opened {
  /** The real content type: the record itself always says application data. */
  readonly type: number;
  readonly content: Buffer;
}

/** Opens the sealed records of one direction, one after the other, with the keys of one secret. */
export class TlsOpener {
  readonly #suite: number;
  readonly #key: Buffer;
  readonly #iv: Buffer;
  #sequence = 0;

  constructor(suite: number, secret: Buffer) {
    const { keyBytes, hash } = suiteOf(suite);
    this.#suite = suite;
    this.#key = expandLabel(hash, secret, 'key', keyBytes);
    this.#iv = expandLabel(hash, secret, 'iv', IV_BYTES);
  }

  /** RFC 8446, 5.2 and 5.3. Throws a LabError where the seal does not fit. */
  open(head: Buffer, sealed: Buffer): Opened {
    const { cipher } = suiteOf(this.#suite);
    const decipher = createDecipheriv(cipher as 'aes-256-gcm', this.#key, this.#nonce(), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(head);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    let inner: Buffer;
    try {
      inner = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw unreadable(
        'TLS records',
        'a record that its keys open',
        `record ${this.#sequence} that they do not`,
      );
    }
    this.#sequence++;
    // After the content comes its type, and after that zeros as padding.
    let end = inner.length - 1;
    while (end > 0 && inner[end] === 0) end--;
    return { type: inner[end] ?? 0, content: inner.subarray(0, end) };
  }

  #nonce(): Buffer {
    const nonce = Buffer.from(this.#iv);
    const place = IV_BYTES - 4;
    nonce.writeUInt32BE((nonce.readUInt32BE(place) ^ this.#sequence) >>> 0, place);
    return nonce;
  }
}

function suiteOf(id: number) {
  const suite = SUITES.get(id as 0x1301);
  if (suite === undefined) {
    throw unreadable('TLS records', 'a cipher suite of TLS 1.3', `0x${id.toString(16).padStart(4, '0')}`);
  }
  return suite;
}

/** HKDF-Expand-Label (RFC 8446, 7.1) without context; one block of the hash is always enough here. */
function expandLabel(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0])]);
  return createHmac(hash, secret)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length);
}
