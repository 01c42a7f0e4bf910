import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { formatCursor } from '../cursor.ts';
import type { Framing, LogEvent } from '../event.ts';

const codes = defineErrorCodes({
  'sse-id-malformed': 'An SSE id has a character that would end its line, or that clients ignore it for',
  'sse-name-malformed': 'An SSE event name has a character that would end its line',
  'sse-retry-malformed': 'An SSE retry is not a number of milliseconds that clients accept',
});

/** The kind that a client hears without an `event:` field (HTML standard 9.2.6). */
const DEFAULT_KIND = 'message';

/** The event by which a server shows a page that it lives, where asked to. */
export const HEARTBEAT_NAME = 'heartbeat';

/** Starts one block of an event stream; its fields come out in the order in which they are named. */
export const sseEvent = (): SseEventBuilder => new SseEventBuilder();

/**
 * Builds one block of an event stream (HTML standard 9.2.5). A value is always set off by a space:
 * a client strips one (9.2.6), so a value that begins with a space of its own keeps it.
 */
export class SseEventBuilder {
  #lines = '';

  /** The last event id from here on; an empty one takes it back. Throws a LabError on CR, LF or NUL. */
  id(id: string): this {
    // 9.2.6: an id with NUL is ignored as a whole; CR and LF would let it write fields of its own.
    if (/[\r\n\0]/.test(id)) {
      throw new LabError(codes['sse-id-malformed'], {
        expected: 'an SSE id without CR, LF and NUL',
        got: JSON.stringify(id.slice(0, 60)),
        remedy: 'Encode the id, or choose one that is plain text.',
      });
    }
    return this.#add('id', id);
  }

  /** The event's name, which its listeners are registered under. Throws a LabError on CR or LF. */
  event(name: string): this {
    if (/[\r\n]/.test(name)) {
      throw new LabError(codes['sse-name-malformed'], {
        expected: 'an SSE event name without CR and LF',
        got: JSON.stringify(name.slice(0, 60)),
        remedy: 'Put what varies into the data, and name the event plainly.',
      });
    }
    return this.#add('event', name);
  }

  /** Milliseconds that clients wait before they come back. Throws a LabError unless whole and not negative. */
  retry(milliseconds: number): this {
    // 9.2.6: a value of anything but ASCII digits is ignored, and nobody would notice.
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
      throw new LabError(codes['sse-retry-malformed'], {
        expected: 'an SSE retry of whole milliseconds, 0 or more',
        got: String(milliseconds),
      });
    }
    return this.#add('retry', String(milliseconds));
  }

  /** A `data:` line per line of the text; the client joins them by LF, whichever line ends came in. */
  data(text: string): this {
    return this.#addLines('data', text);
  }

  /** Text that clients skip. */
  comment(text: string): this {
    return this.#addLines('', text);
  }

  /** The block in UTF-8 with the empty line that ends it; no bytes at all where no field was named. */
  build(): Buffer {
    return Buffer.from(this.#lines === '' ? '' : `${this.#lines}\n`);
  }

  #addLines(field: string, text: string): this {
    // 9.2.5: CRLF, LF and CR all end a line, so a bare CR is as good a way out of the data as an LF.
    for (const line of text.split(/\r\n|\r|\n/)) this.#add(field, line);
    return this;
  }

  #add(field: string, value: string): this {
    this.#lines += value === '' ? `${field}:\n` : `${field}: ${value}\n`;
    return this;
  }
}

/** A log event as a block: its cursor as `id`, its kind as `event`, its JSON as `data`. */
export const sseFraming: Framing = {
  encode(event: LogEvent): Buffer {
    const block = sseEvent().id(formatCursor(event.epoch, event.id));
    if (event.kind !== DEFAULT_KIND) block.event(event.kind);
    return block.data(event.json).build();
  },
};
