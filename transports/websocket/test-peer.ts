import http from 'node:http';
import http2 from 'node:http2';
import type { Duplex, Writable } from 'node:stream';
import * as ws from 'ws';
import type { HttpVersion } from '../transport.ts';

/** ws exports its receiver; only its types leave it out. */
export const { Receiver } = ws as unknown as {
  Receiver: new (options: { isServer: boolean; maxPayload?: number }) => Writable;
};

/** The key and its answer in RFC 6455, 1.3. */
const SAMPLE_KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
export const SAMPLE_ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

export interface HandshakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of a refusal. */
  readonly body?: { error: { code: string } };
  /** Of an acceptance. */
  readonly stream?: Duplex;
}

/**
 * A handshake by hand, in cleartext, by node:http and node:http2 alone. A header that is given as
 * undefined is left out.
 */
export function shakeHands(
  version: HttpVersion,
  port: number,
  query: string,
  headers: Readonly<Record<string, string | undefined>> = {},
): Promise<HandshakeAnswer> {
  const sent: Record<string, string> = {};
  const all = { 'sec-websocket-version': '13', ...headers };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) sent[name] = value;
  return version === '2' ? connectOverHttp2(port, query, sent) : upgrade(port, query, sent, headers);
}

function upgrade(
  port: number,
  query: string,
  sent: Record<string, string>,
  asked: Readonly<Record<string, string | undefined>>,
): Promise<HandshakeAnswer> {
  const key = 'sec-websocket-key' in asked ? {} : { 'sec-websocket-key': SAMPLE_KEY };
  const request = http.get({
    port,
    path: `/ws${query}`,
    headers: { connection: 'Upgrade', upgrade: 'websocket', ...key, ...sent },
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('upgrade', (response, stream, head) => {
      if (head.length > 0) stream.unshift(head);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, stream });
    });
    request.on('response', async (response) => {
      const body = JSON.parse(await readAll(response));
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
  });
}

function connectOverHttp2(
  port: number,
  query: string,
  sent: Record<string, string>,
): Promise<HandshakeAnswer> {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  return new Promise((resolve, reject) => {
    session.on('error', reject);
    session.once('remoteSettings', () => {
      const pseudo = { ':method': 'CONNECT', ':protocol': 'websocket', ':scheme': 'http' };
      const stream = session.request(
        { ...pseudo, ':authority': `127.0.0.1:${port}`, ':path': `/ws${query}`, ...sent },
        { endStream: false },
      );
      stream.on('close', () => session.close());
      stream.on('error', reject);
      stream.on('response', async (headers) => {
        const status = headers[':status'] ?? 0;
        if (status === 200) return resolve({ status, headers, stream });
        stream.end();
        resolve({ status, headers, body: JSON.parse(await readAll(stream)) });
      });
    });
  });
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A client that does nothing by itself: it answers neither pings nor close frames. */
export interface TestPeer {
  readonly stream: Duplex;
  readonly messages: string[];
  readonly pings: number;
  /** Resolves with the server's close code; undefined where the connection ended without one. */
  readonly closeCode: Promise<number | undefined>;
}

export async function openPeer(version: HttpVersion, port: number, query: string): Promise<TestPeer> {
  const { stream, status } = await shakeHands(version, port, query);
  if (stream === undefined) throw new Error(`the handshake was answered with ${status}`);
  const receiver = new Receiver({ isServer: false });
  const messages: string[] = [];
  let pings = 0;
  receiver.on('message', (data: Buffer) => messages.push(data.toString()));
  receiver.on('ping', () => {
    pings++;
  });
  const closeCode = new Promise<number | undefined>((resolve) => {
    receiver.on('conclude', resolve);
    stream.on('close', () => resolve(undefined));
  });
  stream.on('error', () => {});
  stream.on('data', (chunk: Buffer) => receiver.write(chunk));
  return {
    stream,
    messages,
    closeCode,
    get pings() {
      return pings;
    },
  };
}

export const OPCODE = { text: 1, binary: 2, close: 8, pong: 10 } as const;

/** A client's frame, masked with zeros, which is a mask like any other and leaves the payload readable. */
export function maskedFrame(opcode: number, payload: Buffer | string): Buffer {
  const body = Buffer.from(payload as string);
  const header = Buffer.alloc(body.length > 125 ? 14 : 6);
  header[0] = 0x80 | opcode;
  header[1] = 0x80 | (body.length > 125 ? 127 : body.length);
  if (body.length > 125) header.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([header, body]);
}
