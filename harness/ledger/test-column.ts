import type { ByteClass } from '../results/byte-classes.ts';
import type { Enter } from './book.ts';
import { Recording } from './recording.ts';

/** A column that only tests write in: the bytes by class, those without any left out. */
export function testColumn(): { readonly enter: Enter; readonly sums: Partial<Record<ByteClass, number>> } {
  const sums: Partial<Record<ByteClass, number>> = {};
  const enter: Enter = (what, bytes) => {
    if (bytes > 0) sums[what] = (sums[what] ?? 0) + bytes;
  };
  return { enter, sums };
}

/** Text, or bytes. */
export type Part = string | Buffer | readonly number[];

/** A recording that came in one chunk, at time 0. */
export function recordingOf(...parts: readonly Part[]): Recording {
  const recording = new Recording();
  recording.append(Buffer.concat(parts.map((part) => Buffer.from(part as string))), 0);
  return recording;
}

/** An event as this lab sends it, and the lengths of what it is made of. */
export const EVENT = '{"id":1,"channel":"feed","source":"feed","seq":1,"data":"a \\"quoted\\" {text}, 한"}';
export const PAYLOAD = Buffer.byteLength('"a \\"quoted\\" {text}, 한"');
export const ENVELOPE = Buffer.byteLength(EVENT) - PAYLOAD;
