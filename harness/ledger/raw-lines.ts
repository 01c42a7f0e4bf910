import type { Enter } from './book.ts';
import { enterMessage } from './messages.ts';
import { type Recording, RecordingReader } from './recording.ts';

/** Enters the lines of the raw socket: a JSON message each, and a newline that frames it. */
export function enterLines(stream: Recording, enter: Enter): void {
  const reader = new RecordingReader(stream, 'lines of the raw socket');
  while (reader.left > 0) {
    const line = reader.takeThrough('\n');
    enterMessage(line.subarray(0, -1), enter, reader.timeUs);
    enter('framing', 1, reader.timeUs);
  }
}
