import { defineErrorCodes, LabError } from '../lab/errors.ts';

const codes = defineErrorCodes({
  'cursor-malformed': 'A resume position (`after`, Last-Event-ID) is not a cursor',
});

/** A position in a channel: everything up to and including `id` has been seen. */
export interface Cursor {
  /** The log's epoch; absent means the present one. */
  readonly epoch?: string;
  readonly id: number;
}

const shape = /^(?:([a-z0-9]{1,16})\.)?(\d{1,15})$/;

/** `E.N`, as SSE's `id:`, the pollings' `cursor`, `after` and `Last-Event-ID` carry it. */
export const formatCursor = (epoch: string, id: number): string => `${epoch}.${id}`;

/** Reads `E.N` or a bare `N`. Throws a LabError (400) for anything else. */
export function parseCursor(text: string): Cursor {
  const match = shape.exec(text);
  if (match === null) {
    throw new LabError(codes['cursor-malformed'], {
      expected: 'a cursor such as "k3x9.42" or "42"',
      got: JSON.stringify(text.slice(0, 60)),
      remedy: 'Send back the cursor or id exactly as it was received.',
    });
  }
  const id = Number(match[2]);
  return match[1] === undefined ? { id } : { epoch: match[1], id };
}
