import { StringDecoder } from 'node:string_decoder';
import { createParser, type EventSourceMessage, type EventSourceParser } from 'eventsource-parser';
import { readEventHead } from '../event.ts';
import { gapShape } from '../event-log.ts';
import type { LineSink } from '../reconnect.ts';
import { HEARTBEAT_NAME } from './framing.ts';

/** What one chunk said to one stream. */
interface Reading {
  readonly chunk: Buffer;
  readonly said: readonly ((line: LineSink) => void)[];
}

/**
 * The last chunk that was whole blocks, whoever received it. The tabs of one process hear each event
 * one after the other, and comparing 350 bytes costs a fraction of parsing them again.
 */
let last: Reading | undefined;

const LF = 0x0a;

/** Takes an event stream chunk by chunk and reports to the line. */
export class EventReader {
  readonly #line: LineSink;
  // A character's bytes may come in two chunks, which a decoder of each chunk alone would spoil.
  readonly #decoder = new StringDecoder('utf8');
  readonly #parser: EventSourceParser;
  /** Between two blocks, what a chunk says does not depend on the stream it came by. */
  #between = false;
  #said: ((line: LineSink) => void)[] = [];

  constructor(line: LineSink) {
    this.#line = line;
    this.#parser = createParser({
      // Also called for a block without data, as the first one of a stream is.
      onId: (id) => this.#say((line) => line.cursor(id)),
      onRetry: (milliseconds) => this.#say((line) => line.retry(milliseconds)),
      onEvent: (message) => this.#say(reportOf(message)),
    });
  }

  /** Keeps nothing of the chunk itself. Throws on what is no event. */
  read(chunk: Buffer): void {
    if (!this.#between || !last?.chunk.equals(chunk)) this.#parse(chunk);
    else for (const say of last.said) say(this.#line);
  }

  #parse(chunk: Buffer): void {
    const wasBetween = this.#between;
    this.#said = [];
    this.#between = chunk[chunk.length - 1] === LF && chunk[chunk.length - 2] === LF;
    this.#parser.feed(this.#decoder.write(chunk));
    if (wasBetween && this.#between) last = { chunk: Buffer.from(chunk), said: this.#said };
  }

  #say(say: (line: LineSink) => void): void {
    this.#said.push(say);
    say(this.#line);
  }
}

function reportOf(message: EventSourceMessage): (line: LineSink) => void {
  if (isGap(message)) {
    const gap = gapShape.parse(JSON.parse(message.data));
    return (line) => line.gap(gap);
  }
  if (isHeartbeat(message)) return (line) => line.alive();
  const event = readEventHead(message.data);
  const bytes = Buffer.byteLength(message.data);
  return (line) => line.event(event, bytes);
}

/** An event of the log may be of a kind `gap` as well; it then has an id, which a gap has not. */
const isGap = ({ event, id }: EventSourceMessage): boolean => event === 'gap' && id === undefined;

const isHeartbeat = ({ event, id }: EventSourceMessage): boolean =>
  event === HEARTBEAT_NAME && id === undefined;
