import { z } from 'zod';
import { monotonicUs } from '../lab/clock.ts';
import { messageOf } from '../lab/errors.ts';
import type { Browser, Exchange } from './browser.ts';
import { eventHead } from './event.ts';
import { gapShape } from './event-log.ts';
import type { LineSink } from './reconnect.ts';
import type { DownCause } from './transport.ts';

const answerShape = z.object({
  events: z.array(eventHead),
  cursor: z.string(),
  gap: gapShape.optional(),
});

/**
 * Sends one poll and reports what it brought to the line; both pollings are series of these.
 *
 * @param onAnswered called after an answer was reported, with the cursor to go on from; not called
 *   when the poll failed, which the line hears as `down`
 */
export function sendPoll(
  browser: Browser,
  path: string,
  line: LineSink,
  onAnswered: (cursor: string | undefined, protocol: string) => void,
): Exchange {
  const sentAtUs = monotonicUs();
  const chunks: Buffer[] = [];
  let status = 0;
  let protocol = '';
  return browser.exchange(
    { method: 'GET', path },
    {
      head: (received, _headers, negotiated) => {
        status = received;
        protocol = negotiated;
      },
      data: (chunk) => chunks.push(chunk),
      end: () => {
        line.request(monotonicUs() - sentAtUs);
        const answer = { status, protocol, body: Buffer.concat(chunks), sentAtUs };
        const fault = hearAnswer(answer, line, onAnswered);
        if (fault !== undefined) line.down(fault);
      },
      failed: (cause) => line.down(cause),
    },
  );
}

/** A poll's answer, whole. */
export interface PollAnswer {
  readonly status: number;
  /** What was negotiated, such as `h2`. */
  readonly protocol: string;
  readonly body: Buffer;
  /** When the poll was sent. */
  readonly sentAtUs: number;
}

/**
 * Reports what one answer brought to the line, whoever sent the poll.
 *
 * @returns why the line cannot go on, for the caller to say it; undefined where it can
 */
export function hearAnswer(
  { status, protocol, body, sentAtUs }: PollAnswer,
  line: LineSink,
  onAnswered: (cursor: string | undefined, protocol: string) => void,
): DownCause | undefined {
  if (status === 204) {
    onAnswered(undefined, protocol);
    return;
  }
  if (status !== 200) {
    return { code: 'status', message: `answered ${status}: ${body.toString().slice(0, 200)}` };
  }
  let answer: z.infer<typeof answerShape>;
  try {
    answer = answerShape.parse(JSON.parse(body.toString()));
  } catch (error) {
    return { code: 'protocol', message: `not a page of events: ${messageOf(error)}` };
  }
  // The line is open from its first answer on: the events of that answer are its replay.
  onAnswered(answer.cursor, protocol);
  line.cursor(answer.cursor);
  if (answer.gap !== undefined) line.gap(answer.gap);
  const bytes = Math.round(body.length / (answer.events.length || 1));
  for (const event of answer.events) line.event(event, bytes, sentAtUs);
  return;
}

/** The query of a poll. */
export function pollPath(path: string, channel: string, after: string | undefined, rest = ''): string {
  const position = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
  return `${path}?channel=${encodeURIComponent(channel)}${position}${rest}`;
}
