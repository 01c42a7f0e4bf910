import type { Socket } from 'node:net';
import { messageOf } from '../../lab/errors.ts';
import type { Browser } from '../browser.ts';
import { formatCursor } from '../cursor.ts';
import { causeOf } from '../dialler.ts';
import { backoffRules, keepConnected, type Line, type LineSink } from '../reconnect.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from '../transport.ts';
import { LineSplitter } from './line-splitter.ts';
import { lineOf, readServerLine, type ServerLine } from './lines.ts';

const LINE_LIMIT_BYTES = 16 * 1024 * 1024;

/** Follows a channel over a socket of its own. The browser's origin is the raw socket's port here. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  return keepConnected(options, backoffRules, sink, (after, line) => new RawLine(options, after, line));
}

/** One socket from its first line to its end. */
class RawLine implements Line {
  readonly #sink: LineSink;
  readonly #browser: Browser;
  readonly #socket: Socket;
  readonly #splitter = new LineSplitter(LINE_LIMIT_BYTES);
  #epoch: string | undefined;
  /** The first thing that went wrong. */
  #fault: DownCause | undefined;
  #ended = false;

  constructor({ browser, channel }: ConnectOptions, after: string | undefined, sink: LineSink) {
    this.#sink = sink;
    this.#browser = browser;
    this.#socket = browser.dial();
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('end', () => {
      this.#ended = true;
    });
    this.#socket.on('error', (error) => {
      this.#fault ??= causeOf(error);
    });
    this.#socket.on('close', () => sink.down(this.#fault ?? this.#ending()));
    this.#socket.write(lineOf({ channel, ...(after !== undefined && { after }) }));
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const lines = this.#splitter.push(chunk);
    for (;;) {
      let said: ServerLine;
      let bytes: number;
      try {
        const { value: line, done } = lines.next();
        if (done) return;
        bytes = line.length;
        said = readServerLine(line.toString());
      } catch (error) {
        this.#fault ??= { code: 'protocol', message: `not a line of this lab: ${messageOf(error)}` };
        this.#socket.destroy();
        return;
      }
      this.#report(said, bytes);
    }
  }

  #report(said: ServerLine, bytes: number): void {
    if ('id' in said) {
      this.#sink.event(said, bytes);
      this.#sink.cursor(this.#epoch === undefined ? String(said.id) : formatCursor(this.#epoch, said.id));
    } else if ('cursor' in said) {
      const protocol = this.#browser.origin.tls ? 'tls' : 'tcp';
      this.#browser.traffic.protocols.add(protocol);
      // A server whose log began again says later on where it goes on.
      if (this.#epoch === undefined) this.#sink.open(protocol);
      this.#epoch = said.epoch;
      this.#sink.cursor(said.cursor);
    } else if ('gap' in said) {
      this.#sink.gap(said.gap);
    } else {
      this.#fault ??= { code: 'protocol', message: said.error.message };
    }
  }

  #ending(): DownCause {
    return this.#ended
      ? { code: 'ended', message: 'the server ended the connection' }
      : { code: 'closed', message: 'the connection was closed' };
  }
}
