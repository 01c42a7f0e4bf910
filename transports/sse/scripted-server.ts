import { constants, type Http2ServerResponse } from 'node:http2';
import type { Request, Response } from 'express';
import { monotonicUs } from '../../lab/clock.ts';
import { servePage } from '../bare-page.ts';
import type { Transport } from '../transport.ts';
import sse from './index.ts';

/** What one request for a stream is answered with. */
export interface Answer {
  /** 200 unless told; `null` cuts the connection before any answer. */
  readonly status?: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** To the same channel, with this added to the URL. */
  readonly redirectTo?: string;
  readonly body?: string;
  /** In order unless told. */
  readonly ends?: 'in order' | 'by a cut' | 'never';
}

/** One request for a stream. */
export interface Asked {
  readonly url: string;
  readonly lastEventId: string | undefined;
  readonly accept: string | undefined;
  readonly cacheControl: string | undefined;
  readonly atUs: number;
  /** When its answer was over. */
  overAtUs?: number;
}

/** For what a client gives no sign of having read: half an event. */
const BEFORE_A_CUT_MS = 100;

/**
 * A server of SSE, and of a page, that answers the nth request for a channel as it is told; the last
 * answer again and again. Only tests use it.
 *
 * @param hasHeard resolves when the client of a channel has heard an event: what it did not read before a cut is gone
 * @returns the transport, and the requests that came for a channel so far
 */
export function scriptedServer(
  answersOf: (channel: string) => readonly Answer[],
  hasHeard: (channel: string) => Promise<unknown>,
): {
  readonly transport: Transport;
  readonly askedFor: (channel: string) => readonly Asked[];
} {
  const requests = new Map<string, Asked[]>();
  const serve = ({ query, originalUrl, headers }: Request, response: Response): void => {
    const channel = String(query.channel);
    const asked = requests.get(channel) ?? [];
    requests.set(channel, asked);
    const answers = answersOf(channel);
    const answer = answers[asked.length] ?? answers.at(-1) ?? {};
    const lastEventId = headers['last-event-id'];
    const one: Asked = {
      url: originalUrl,
      // Node reads a header's bytes as Latin-1; the HTML standard sends the id in UTF-8.
      lastEventId: lastEventId && Buffer.from(String(lastEventId), 'latin1').toString(),
      accept: headers.accept,
      cacheControl: headers['cache-control'],
      atUs: monotonicUs(),
    };
    asked.push(one);
    const over = (): void => {
      one.overAtUs = monotonicUs();
    };
    give(answer, channel, response, over);
    if (answer.ends !== 'by a cut') return;
    void hasHeard(channel)
      .then(() => new Promise((resolve) => setTimeout(resolve, BEFORE_A_CUT_MS)))
      .then(() => {
        over();
        cut(response);
      });
  };
  const mount: Transport['mount'] = (host) => {
    servePage(host);
    host.app.get('/sse', serve);
  };
  return { transport: { ...sse, mount }, askedFor: (channel) => requests.get(channel) ?? [] };
}

function give(
  { status = 200, headers, redirectTo, body = '', ends = 'in order' }: Answer,
  channel: string,
  response: Response,
  over: () => void,
): void {
  if (status === null) {
    over();
    cut(response);
    return;
  }
  // Over HTTP/1.1 a request on a connection that was kept is sent again at once where that is cut.
  response.shouldKeepAlive = false;
  response.writeHead(status, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    ...headers,
    ...(redirectTo !== undefined && { Location: `/sse?channel=${channel}${redirectTo}` }),
  });
  if (ends === 'in order') {
    over();
    response.end(body);
    return;
  }
  response.write(body);
}

/** Without a word; over HTTP/2 the stream alone, as its session is the other tabs' as well. */
function cut(response: Response): void {
  const { stream } = response as unknown as Partial<Http2ServerResponse>;
  if (stream === undefined) response.socket?.destroy();
  else stream.close(constants.NGHTTP2_INTERNAL_ERROR);
}
