import type { Enter } from './book.ts';
import type { TlsSecrets } from './key-log.ts';
import { Recording, RecordingReader, unreadable } from './recording.ts';
import { TlsOpener } from './tls-opener.ts';

/** Content types (RFC 8446, B.1). */
const HANDSHAKE = 22;
const APPLICATION_DATA = 23;
const CONTENT_TYPES: readonly number[] = [20, 21, HANDSHAKE, APPLICATION_DATA];
/** Handshake messages (RFC 8446, B.3). */
const NEW_SESSION_TICKET = 4;
const FINISHED = 20;
const MESSAGE_HEAD_BYTES = 4;
const RECORD_HEAD_BYTES = 5;

/** Both directions of something. */
export interface Pair<T> {
  readonly up: T;
  readonly down: T;
}

/**
 * Takes TLS 1.3 off a connection: enters all that is not application data, and returns what is.
 * Records are opened with the connection's secrets, because nothing outside tells a ticket from data.
 *
 * @param keyLog client random in hex → secrets
 */
export function readTls(
  raw: Pair<Recording>,
  keyLog: ReadonlyMap<string, TlsSecrets>,
  enter: Pair<Enter>,
): Pair<Recording> {
  // A hello's random follows its head (4 bytes) and its version (2).
  const random = helloOf(raw.up).subarray(6, 38).toString('hex');
  const hello = helloOf(raw.down);
  // The server's suite follows its random and the session id that it echoes.
  const suite = hello.readUInt16BE(39 + (hello[38] as number));
  const secrets = keyLog.get(random);
  if (secrets === undefined) {
    throw unreadable('TLS records', 'secrets of the connection in the key log', `none for ${random}`);
  }
  const read = (direction: keyof TlsSecrets['traffic']): Recording =>
    readDirection(
      raw[direction],
      new TlsOpener(suite, secrets.handshake[direction]),
      new TlsOpener(suite, secrets.traffic[direction]),
      enter[direction],
    );
  return { up: read('up'), down: read('down') };
}

function helloOf(recording: Recording): Buffer {
  const reader = new RecordingReader(recording, 'TLS records');
  const head = reader.take(RECORD_HEAD_BYTES);
  if (head[0] !== HANDSHAKE) throw reader.unreadable('a hello first', `a record of type ${head[0]}`);
  return reader.take(head.readUInt16BE(3));
}

function readDirection(
  recording: Recording,
  handshake: TlsOpener,
  traffic: TlsOpener,
  enter: Enter,
): Recording {
  const reader = new RecordingReader(recording, 'TLS records');
  const plain = new Recording();
  const messages = new HandshakeMessages();
  while (reader.left > 0) {
    const head = reader.take(RECORD_HEAD_BYTES);
    const body = reader.take(head.readUInt16BE(3));
    const bytes = RECORD_HEAD_BYTES + body.length;
    const type = head[0] as number;
    if (!CONTENT_TYPES.includes(type)) throw reader.unreadable('a record of TLS', `one of type ${type}`);
    if (type !== APPLICATION_DATA) {
      // Hellos, and the change_cipher_spec that is there for middleboxes only.
      enter('tlsHandshake', bytes, reader.timeUs);
      continue;
    }
    const opened = (messages.finished ? traffic : handshake).open(head, body);
    if (opened.type === APPLICATION_DATA) {
      enter('tlsRecords', bytes - opened.content.length, reader.timeUs);
      plain.append(opened.content, reader.timeUs);
    } else if (opened.type === HANDSHAKE && opened.content[0] === NEW_SESSION_TICKET && messages.finished) {
      enter('tlsTickets', bytes, reader.timeUs);
    } else {
      if (opened.type === HANDSHAKE) messages.add(opened.content);
      enter('tlsHandshake', bytes, reader.timeUs);
    }
  }
  return plain;
}

/** Finds the Finished after which a direction changes its keys; messages may cross records. */
class HandshakeMessages {
  #unread: Buffer = Buffer.alloc(0);
  finished = false;

  add(content: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, content]);
    while (this.#unread.length >= MESSAGE_HEAD_BYTES) {
      const end = MESSAGE_HEAD_BYTES + this.#unread.readUIntBE(1, 3);
      if (this.#unread.length < end) return;
      this.finished ||= this.#unread[0] === FINISHED;
      this.#unread = this.#unread.subarray(end);
    }
  }
}
