import type { Enter } from './book.ts';
import { enterMessage } from './messages.ts';
import { type Recording, RecordingReader } from './recording.ts';

/**
 * Enters an event stream (HTML standard, 9.2.5) block by block. A block of comments is a heartbeat; one
 * without data, or of a kind that is no event's, is a signal; of an event all that is not its JSON is framing.
 */
export function enterEventStream(body: Recording, enter: Enter): void {
  const reader = new RecordingReader(body, 'event stream');
  while (reader.left > 0) {
    // This lab's servers end lines by LF only; a block that ends otherwise is not silently miscounted.
    const block = reader.takeThrough('\n\n');
    const lines = block.toString('latin1').split('\n').slice(0, -2);
    const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.replace(/^data: ?/, ''));
    const [json] = data;
    if (lines.every((line) => line.startsWith(':'))) enter('heartbeats', block.length, reader.timeUs);
    else if (json === undefined) enter('signals', block.length, reader.timeUs);
    else if (data.length > 1) throw reader.unreadable('one line of data in a block', `${data.length}`);
    else {
      enterMessage(Buffer.from(json, 'latin1'), enter, reader.timeUs);
      enter('framing', block.length - json.length, reader.timeUs);
    }
  }
}
