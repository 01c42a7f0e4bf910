import { z } from 'zod';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { parseCursor } from '../cursor.ts';
import { type EventHead, type PublishRequest, readEventHead, readPublishRequest } from '../event.ts';
import { type Gap, gapShape } from '../event-log.ts';

const codes = defineErrorCodes({
  'websocket-message': 'A WebSocket message from a client is not one that the server understands',
});

/** What a server says besides events. An event's JSON carries no `type`. */
const controlMessage = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('open'), cursor: z.string() })
    .transform((open) => ({ ...open, epoch: parseCursor(open.cursor).epoch })),
  gapShape.extend({ type: z.literal('gap') }),
  z.object({ type: z.literal('error'), error: z.object({ code: z.string(), message: z.string() }) }),
]);

export type ServerMessage = EventHead | z.infer<typeof controlMessage>;

/** Says where the subscription starts, so that a client that is cut before its first event can resume. */
export const openMessage = (cursor: string): string => JSON.stringify({ type: 'open', cursor });

export const gapMessage = (gap: Gap): string => JSON.stringify({ type: 'gap', ...gap });

export const errorMessage = (error: LabError): string => JSON.stringify({ type: 'error', ...error.toJSON() });

export const publishMessage = (event: PublishRequest): string =>
  JSON.stringify({ type: 'publish', ...event });

/** Reads what came from a server: an event, or what it says besides. Throws for what is neither. */
export function readServerMessage(text: string): ServerMessage {
  // Nearly every message is an event of a server of this lab, which begins with its id.
  if (text.startsWith('{"id":')) return readEventHead(text);
  const message: unknown = JSON.parse(text);
  const isControl = typeof message === 'object' && message !== null && 'type' in message;
  return isControl ? controlMessage.parse(message) : readEventHead(text);
}

/** Reads what came from a client: an event to publish. Throws a LabError for anything else. */
export function readClientMessage(text: string): PublishRequest {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    throw malformed(text);
  }
  const type = typeof message === 'object' && message !== null && 'type' in message && message.type;
  if (type !== 'publish') throw malformed(text);
  return readPublishRequest(message);
}

const malformed = (text: string): LabError =>
  new LabError(codes['websocket-message'], {
    expected: 'a JSON message {"type":"publish", channel, kind, source, seq, intendedAtUs, data}',
    got: JSON.stringify(text.slice(0, 60)),
    remedy: 'Publishing is all that a client says.',
  });
