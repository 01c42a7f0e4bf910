import type { Enter } from '../../../harness/ledger/book.ts';
import { enterHttp1 } from '../../../harness/ledger/http1.ts';
import { enterHttp2 } from '../../../harness/ledger/http2-frames.ts';
import { elementsOf, membersOf } from '../../../harness/ledger/json-extents.ts';
import { Recording } from '../../../harness/ledger/recording.ts';
import type { ByteClass } from '../../../harness/results/byte-classes.ts';
import type { HttpVersion } from '../../../transports/transport.ts';

/** Some bytes as they lie on the wire, and what they are by the ledger's classes. */
export interface Piece {
  readonly what: ByteClass;
  readonly bytes: number;
  /** Where they can be read, the text; else in hexadecimal. */
  readonly text: string;
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME_HEAD_BYTES = 9;
const FRAMES = [
  'DATA',
  'HEADERS',
  'PRIORITY',
  'RST_STREAM',
  'SETTINGS',
  'PUSH_PROMISE',
  'PING',
  'GOAWAY',
  'WINDOW_UPDATE',
  'CONTINUATION',
];
/** So much of what cannot be read is shown. */
const HEX_BYTES = 24;

/**
 * One direction of a connection without TLS in pieces, in the order of the wire. The ledger's parsers read the same
 * bytes, and each class must come out as large; throws where it does not.
 */
export function annotate(bytes: Buffer, http: HttpVersion, direction: 'up' | 'down'): readonly Piece[] {
  const pieces = http === '2' ? piecesOfHttp2(bytes, direction) : piecesOfHttp1(bytes);
  const mine = sumByClass((enter) => {
    for (const { what, bytes: count } of pieces) enter(what, count, 0);
  });
  const recording = new Recording();
  recording.append(bytes, 0);
  const theirs = sumByClass((enter) => {
    if (http === '2') enterHttp2(recording, direction, enter);
    else enterHttp1(recording, enter);
  });
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) {
    throw new Error(`the pieces do not agree with the ledger: ${JSON.stringify({ mine, theirs })}`);
  }
  return pieces;
}

function sumByClass(read: (enter: Enter) => void): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  read((what, count) => sums.set(what, (sums.get(what) ?? 0) + count));
  return [...sums].filter(([, count]) => count > 0).sort(([a], [b]) => a.localeCompare(b));
}

const readable = (what: ByteClass, bytes: Buffer): Piece => ({
  what,
  bytes: bytes.length,
  text: bytes.toString('utf8'),
});

const unreadable = (what: ByteClass, bytes: Buffer, name = ''): Piece => {
  const hex = bytes
    .subarray(0, HEX_BYTES)
    .toString('hex')
    .replaceAll(/(..)(?=.)/g, '$1 ');
  const more = bytes.length > HEX_BYTES ? ' …' : '';
  return { what, bytes: bytes.length, text: `${name === '' ? '' : `${name} `}[${hex}${more}]` };
};

function piecesOfHttp1(bytes: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\r\n\r\n', at) + 4;
    const head = bytes.subarray(at, end);
    pieces.push(readable('heads', head));
    const said = head.toString('latin1').toLowerCase();
    const length = /\r\ncontent-length: *(\d+)/.exec(said)?.[1];
    const hasRest =
      /\r\nupgrade:/.test(said) || (said.startsWith('http/') && !said.startsWith('http/1.1 204'));
    const bodyEnd = length !== undefined ? end + Number(length) : hasRest ? bytes.length : end;
    pieces.push(...piecesOfBody(bytes.subarray(end, bodyEnd)));
    at = bodyEnd;
  }
  return pieces;
}

function piecesOfHttp2(bytes: Buffer, direction: 'up' | 'down'): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  if (direction === 'up' && bytes.length > 0) {
    at = PREFACE.length;
    pieces.push(readable('http2', bytes.subarray(0, at)));
  }
  while (at < bytes.length) {
    const length = bytes.readUIntBE(at, 3);
    const type = bytes[at + 3] ?? 0;
    const end = at + FRAME_HEAD_BYTES + length;
    if (type === 0) {
      pieces.push(unreadable('framing', bytes.subarray(at, at + FRAME_HEAD_BYTES), 'DATA'));
      pieces.push(...piecesOfBody(bytes.subarray(at + FRAME_HEAD_BYTES, end)));
    } else {
      const what = type === 1 || type === 9 ? 'heads' : type === 6 ? 'heartbeats' : 'http2';
      const name = what === 'heads' ? `${FRAMES[type]} (HPACK)` : (FRAMES[type] ?? '');
      pieces.push(unreadable(what, bytes.subarray(at, end), name));
    }
    at = end;
  }
  return pieces;
}

/** What an exchange carries, told apart by its first byte as the ledger does. */
function piecesOfBody(body: Buffer): Piece[] {
  const first = body[0];
  if (first === undefined) return [];
  if (first === '{'.charCodeAt(0)) return piecesOfJson(body);
  return first >= 0x80 ? piecesOfFrames(body) : piecesOfBlocks(body);
}

function piecesOfJson(json: Buffer): Piece[] {
  const events = membersOf(json).get('events');
  if (events === undefined) return piecesOfMessage(json);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of elementsOf(json, events.from)) {
    pieces.push(readable('framing', json.subarray(at, from)), ...piecesOfMessage(json.subarray(from, to)));
    at = to;
  }
  return [...pieces, readable('framing', json.subarray(at))];
}

function piecesOfMessage(json: Buffer): Piece[] {
  const members = membersOf(json);
  const data = members.get('data');
  if (data === undefined || !members.has('seq')) return [readable('signals', json)];
  return [
    readable('envelope', json.subarray(0, data.from)),
    readable('payload', json.subarray(data.from, data.to)),
    readable('envelope', json.subarray(data.to)),
  ];
}

function piecesOfBlocks(body: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\n\n', at) + 2;
    const block = body.subarray(at, end);
    const text = block.toString('latin1');
    const data = /(?:^|\n)data: ?(?=[^\n])/.exec(text);
    if (
      text
        .split('\n')
        .slice(0, -2)
        .every((line) => line.startsWith(':'))
    )
      pieces.push(readable('heartbeats', block));
    else if (data === null) pieces.push(readable('signals', block));
    else {
      const from = data.index + data[0].length;
      const to = text.indexOf('\n', from);
      pieces.push(
        readable('framing', block.subarray(0, from)),
        ...piecesOfMessage(block.subarray(from, to)),
        readable('framing', block.subarray(to)),
      );
    }
    at = end;
  }
  return pieces;
}

/** RFC 6455, 5.2: heads and masks around messages. */
function piecesOfFrames(body: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < body.length; ) {
    const first = body[at] ?? 0;
    const second = body[at + 1] ?? 0;
    const extended = { 126: 2, 127: 8 }[second & 0x7f] ?? 0;
    const lengthAt = at + 2;
    const length =
      extended === 0
        ? second & 0x7f
        : Number(`0x${body.subarray(lengthAt, lengthAt + extended).toString('hex')}`);
    const isMasked = second >= 0x80;
    const from = lengthAt + extended + (isMasked ? 4 : 0);
    const end = from + length;
    const name = isMasked ? 'WebSocket head, mask' : 'WebSocket head';
    if (first === 0x81) {
      const mask = body.subarray(from - 4, from);
      const payload = body.subarray(from, end);
      const plain = isMasked
        ? Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)))
        : payload;
      pieces.push(unreadable('framing', body.subarray(at, from), name), ...piecesOfMessage(plain));
    } else {
      const what = first === 0x88 ? 'signals' : 'heartbeats';
      pieces.push(unreadable(what, body.subarray(at, end), first === 0x88 ? 'close' : 'ping or pong'));
    }
    at = end;
  }
  return pieces;
}
