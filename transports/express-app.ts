import http2 from 'node:http2';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { defineErrorCodes, LabError, messageOf } from '../lab/errors.ts';
import type { HttpVersion } from './transport.ts';

const codes = defineErrorCodes({
  'route-unknown': 'No route of this server has the path asked for',
  'request-refused': 'A request could not be read: too large, malformed, or of another encoding',
  'server-fault': 'The server failed while it answered; its log says more',
});

export const BODY_LIMIT_BYTES = 64 * 1024;

/**
 * An Express 5 application whose handlers serve HTTP/1.1 and HTTP/2 alike. Express builds its
 * request and response upon `node:http`'s classes; for HTTP/2 the same methods are set upon the
 * compatibility classes instead (expressjs/express #5462 asks for it).
 */
export function createApp(version: HttpVersion): Express {
  const app = express();
  app.disable('x-powered-by');
  // An ETag costs a hash of each answer, and what is never cached needs none.
  app.disable('etag');
  app.set('query parser', 'simple');
  if (version === '2') {
    app.request = rebuild(app, express.request, http2.Http2ServerRequest.prototype);
    app.response = rebuild(app, express.response, http2.Http2ServerResponse.prototype);
  }
  return app;
}

function rebuild<T extends object>(app: Express, own: T, prototype: object): T {
  const descriptors = Object.getOwnPropertyDescriptors(own);
  return Object.create(prototype, { ...descriptors, app: { value: app, writable: true } }) as T;
}

/** The last routes: an unknown path is a 404, and whatever was thrown becomes a JSON error. */
export function addErrorRoutes(app: Express): void {
  app.use((request: Request) => {
    throw new LabError(codes['route-unknown'], {
      expected: 'a path of this server: /healthz, /metrics, /events, or those of its transports',
      got: `${request.method} ${request.path.slice(0, 80)}`,
      remedy: 'See which transports this server was started with.',
      status: 404,
    });
  });
  app.use((thrown: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(thrown);
    else sendError(response, thrown);
  });
}

const NOTHING = Object.freeze({});

/**
 * Lets go of what Express and Node keep of a request for as long as its answer lasts: the way through
 * the routes, parameters, headers and their strings. For an answer that ends at once it does not
 * matter; of a stream's 9 KB it is more than one. What is still needed must be read before.
 */
export function forgetRequest(request: Request, response: Response): void {
  request.next = undefined;
  request.params = NOTHING;
  response.locals = NOTHING;
  request.rawHeaders.length = 0;
  for (const name of Object.keys(request.headers)) delete request.headers[name];
}

/** Answers with a LabError's status and JSON; what nobody foresaw is a 500 without its stack. */
export function sendError(response: Response, thrown: unknown): void {
  const error = toLabError(thrown);
  // A LabError was meant; the stack of what nobody foresaw is for the log, not for the answer.
  if (error !== thrown && error.status >= 500) console.error(thrown);
  response.status(error.status).set('Cache-Control', 'no-store').json(error);
}

/** Express's body parser throws errors with a `status`; they are the client's fault. */
export function toLabError(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const status = (thrown as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new LabError(codes['request-refused'], {
      expected: `JSON of at most ${BODY_LIMIT_BYTES} bytes`,
      got: messageOf(thrown),
      status,
    });
  }
  return new LabError(codes['server-fault'], {
    expected: 'an answer',
    got: 'a fault inside the server',
    remedy: 'Its log says what happened.',
    status: 500,
  });
}
