import { z } from 'zod';
import type { PublishRequest } from './event.ts';

/** An event as it stands in the stream, checked: others may write there too. */
export interface StreamEntry {
  readonly epoch: string;
  readonly id: number;
  readonly request: PublishRequest;
  readonly publishedAtUs: number;
}

const time = z.number().nonnegative();
const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const name = z.string().regex(/^[\w.:-]{1,64}$/);

const eventShape = z.object({
  kind: name,
  source: name,
  seq: id,
  intendedAtUs: time,
  publishedAtUs: time,
  data: z.unknown().refine((data) => data !== undefined),
});

const fieldsShape = z.object({
  epoch: z.string().regex(/^[a-z0-9]{1,16}$/),
  channel: name,
  id: z.coerce.number().pipe(id),
  event: z.string(),
});

/** What of an event goes into the stream; channel and id stand beside it. */
export const encodeEvent = (
  { kind, source, seq, intendedAtUs, data }: PublishRequest,
  publishedAtUs: number,
): string => JSON.stringify({ kind, source, seq, intendedAtUs, publishedAtUs, data });

/** Reads an entry's fields; undefined where they are no event of a log. */
export function readEntry(fields: unknown): StreamEntry | undefined {
  const read = fieldsShape.safeParse(fields);
  if (!read.success) return undefined;
  const event = eventShape.safeParse(parseJson(read.data.event));
  if (!event.success) return undefined;
  const { publishedAtUs, ...request } = event.data;
  const { epoch, channel, id: given } = read.data;
  return { epoch, id: given, request: { ...request, channel }, publishedAtUs };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether an entry of a stream, by its `milliseconds-number`, comes after another. */
export function isLater(place: string, other: string): boolean {
  const [ms = 0, nth = 0] = place.split('-').map(Number);
  const [otherMs = 0, otherNth = 0] = other.split('-').map(Number);
  return ms > otherMs || (ms === otherMs && nth > otherNth);
}
