import type { TrialPlan } from '../trial-plan.ts';
import type { Book } from './book.ts';
import { enterHttp1 } from './http1.ts';
import { enterHttp2 } from './http2-frames.ts';
import type { TlsSecrets } from './key-log.ts';
import { enterLines } from './raw-lines.ts';
import type { Recording } from './recording.ts';
import { type Pair, readTls } from './tls-records.ts';

/** Enters a whole connection into the book, layer by layer. Throws a LabError for what no layer knows. */
export function enterConnection(
  raw: Pair<Recording>,
  { tls, http }: Pick<TrialPlan, 'tls' | 'http'>,
  keyLog: ReadonlyMap<string, TlsSecrets>,
  book: Book,
): void {
  const enter = { up: book.column('up'), down: book.column('down') };
  const plain = tls ? readTls(raw, keyLog, enter) : raw;
  for (const direction of ['up', 'down'] as const) {
    if (http === null) enterLines(plain[direction], enter[direction]);
    else if (http === '2') enterHttp2(plain[direction], direction, enter[direction]);
    else enterHttp1(plain[direction], enter[direction]);
  }
}
