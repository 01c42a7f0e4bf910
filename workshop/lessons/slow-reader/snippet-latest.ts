import type { Writable } from 'node:stream';

/** Sends values of which only the latest counts: while the reader does not keep up, newer ones take the place of older. */
export function latestTo(stream: Writable): (frame: string) => void {
  let waiting: string | undefined;
  stream.on('drain', () => {
    const frame = waiting;
    waiting = undefined;
    if (frame !== undefined) stream.write(frame);
  });
  return (frame) => {
    if (stream.writableNeedDrain) waiting = frame;
    else stream.write(frame);
  };
}
