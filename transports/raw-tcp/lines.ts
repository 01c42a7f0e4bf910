import { z } from 'zod';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { type Cursor, parseCursor } from '../cursor.ts';
import { type EventHead, type Framing, readChannel, readEventHead } from '../event.ts';
import { gapShape } from '../event-log.ts';

const codes = defineErrorCodes({
  'raw-join-malformed': 'The first line on a raw socket does not say which channel to follow',
});

/** An event as one line; JSON has no raw newline in it. Made once per event. */
export const lineFraming: Framing = { encode: (event) => Buffer.from(`${event.json}\n`) };

/** One object as one line. */
export const lineOf = (message: object): string => `${JSON.stringify(message)}\n`;

const joinLine = z.object({ channel: z.unknown(), after: z.string().optional() });

/** Reads a client's first line, `{"channel":"C","after":"E.N"}`. Throws a LabError. */
export function readJoinLine(line: Buffer): { channel: string; after: Cursor | undefined } {
  const { channel, after } = parseJoin(line);
  return { channel: readChannel(channel), after: after === undefined ? undefined : parseCursor(after) };
}

function parseJoin(line: Buffer): z.infer<typeof joinLine> {
  try {
    return joinLine.parse(JSON.parse(line.toString()));
  } catch {
    throw new LabError(codes['raw-join-malformed'], {
      expected: 'a first line {"channel":"C"} or {"channel":"C","after":"E.N"}',
      got: JSON.stringify(line.toString().slice(0, 60)),
      remedy: 'Send one line of JSON after connecting.',
    });
  }
}

/** What a server says besides events; the first line is where the subscription starts. */
const controlLine = z.union([
  z.object({ cursor: z.string() }).transform(({ cursor }) => ({ cursor, epoch: parseCursor(cursor).epoch })),
  z.object({ gap: gapShape }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);

export type ServerLine = EventHead | z.infer<typeof controlLine>;

/** Reads a line from a server. Throws for what is no event and nothing else that a server says. */
export const readServerLine = (line: string): ServerLine =>
  line.startsWith('{"id":') ? readEventHead(line) : controlLine.parse(JSON.parse(line));
