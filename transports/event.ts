import { z } from 'zod';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import type { WriteTime } from './write-times.ts';

const codes = defineErrorCodes({
  'channel-malformed': 'A channel name has characters that the wire does not allow',
  'event-malformed': 'An event to publish does not have the agreed shape',
});

/** What a publisher hands in; (`source`, `seq`) is its identity, so that a repeat changes nothing. */
export interface PublishRequest {
  readonly channel: string;
  readonly kind: string;
  readonly source: string;
  readonly seq: number;
  readonly intendedAtUs: number;
  readonly data: unknown;
}

/** What a client needs of a received event to account for it. */
export interface EventHead {
  readonly id: number;
  readonly channel: string;
  readonly kind: string;
  readonly source: string;
  readonly seq: number;
  readonly intendedAtUs: number;
  readonly publishedAtUs: number;
}

/** The kind that ends a stream properly: the client closes and does not come back. */
export const END_KIND = 'end';

/** How one transport frames an event; the frame is made once per event and framing. */
export interface Framing {
  encode(event: LogEvent): Buffer;
}

/** One event in the log. Its JSON and its frames are made once, however many subscribers there are. */
export class LogEvent implements EventHead {
  readonly id: number;
  readonly epoch: string;
  readonly channel: string;
  readonly kind: string;
  readonly source: string;
  readonly seq: number;
  readonly intendedAtUs: number;
  readonly publishedAtUs: number;
  readonly data: unknown;
  /** Since it was first written. */
  writeTime: WriteTime | undefined;
  #json: string | undefined;
  readonly #frames = new Map<Framing, Buffer>();

  constructor(request: PublishRequest, place: { id: number; epoch: string; publishedAtUs: number }) {
    this.id = place.id;
    this.epoch = place.epoch;
    this.channel = request.channel;
    this.kind = request.kind;
    this.source = request.source;
    this.seq = request.seq;
    this.intendedAtUs = request.intendedAtUs;
    this.publishedAtUs = place.publishedAtUs;
    this.data = request.data;
  }

  /** The event as it travels; this order of fields is what `readEventHead` reads fastest. */
  get json(): string {
    this.#json ??= JSON.stringify({
      id: this.id,
      channel: this.channel,
      kind: this.kind,
      source: this.source,
      seq: this.seq,
      intendedAtUs: this.intendedAtUs,
      publishedAtUs: this.publishedAtUs,
      data: this.data,
    });
    return this.#json;
  }

  frame(framing: Framing): Buffer {
    let frame = this.#frames.get(framing);
    if (frame === undefined) {
      frame = framing.encode(this);
      this.#frames.set(framing, frame);
    }
    return frame;
  }
}

const count = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const name = z.string().regex(/^[\w.:-]{1,64}$/, 'letters, digits and _ . : - only, at most 64');

const publishRequest = z.object({
  channel: name,
  kind: name,
  source: name,
  seq: count,
  intendedAtUs: z.number().nonnegative().max(Number.MAX_SAFE_INTEGER),
  data: z.unknown().refine((data) => data !== undefined, 'missing'),
});

/** Validates what came as the body of `POST /events` or as a WebSocket `publish` message. */
export function readPublishRequest(body: unknown): PublishRequest {
  const result = publishRequest.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LabError(codes['event-malformed'], {
    expected: 'an event {channel, kind, source, seq, intendedAtUs, data}',
    got: `a fault in ${issue?.path.join('.') || 'the whole'}: ${issue?.message}`,
    remedy: 'An HTTP body is sent as application/json.',
  });
}

/** Validates a channel name as it comes in a query. */
export function readChannel(value: unknown): string {
  const result = name.safeParse(value);
  if (result.success) return result.data;
  throw new LabError(codes['channel-malformed'], {
    expected: 'a channel of 1 to 64 letters, digits and _ . : -',
    got: value === undefined ? 'none' : JSON.stringify(value).slice(0, 80),
    remedy: 'Name it in the query, as in ?channel=feed.',
  });
}

const head =
  /^\{"id":(\d+),"channel":"([^"\\]*)","kind":"([^"\\]*)","source":"([^"\\]*)","seq":(\d+),"intendedAtUs":([\d.]+),"publishedAtUs":([\d.]+),/;

/** The head of an event whose JSON another server may have ordered otherwise. */
export const eventHead = z.object({
  id: count,
  channel: z.string(),
  kind: z.string(),
  source: z.string(),
  seq: count,
  intendedAtUs: z.number(),
  publishedAtUs: z.number(),
});

/**
 * What was read last. The tabs of one process hear each event one after the other, and comparing 330
 * bytes is far cheaper than taking them apart: 14.4 → 13.2 µs of client CPU per delivery.
 */
let last: { readonly json: string; readonly head: EventHead } | undefined;

/**
 * Reads what accounting needs of an event's JSON without parsing its data. Another server may
 * order its fields otherwise: then the whole is parsed. Throws on what is no event.
 */
export function readEventHead(json: string): EventHead {
  if (last?.json === json) return last.head;
  last = { json, head: parseEventHead(json) };
  return last.head;
}

function parseEventHead(json: string): EventHead {
  const match = head.exec(json);
  if (match === null) return eventHead.parse(JSON.parse(json));
  return {
    id: Number(match[1]),
    channel: match[2] as string,
    kind: match[3] as string,
    source: match[4] as string,
    seq: Number(match[5]),
    intendedAtUs: Number(match[6]),
    publishedAtUs: Number(match[7]),
  };
}
