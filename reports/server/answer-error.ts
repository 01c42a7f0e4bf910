import type { NextFunction, Request, Response } from 'express';
import { defineErrorCodes, LabError, messageOf } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'report-address-unknown': 'The report server has nothing at the address asked for',
  'report-request-refused': 'The report server could not read a request',
  'report-server-fault': 'The report server failed while it answered; its terminal says more',
});

/** The last routes: an unknown address is a 404, and whatever was thrown becomes JSON without a stack. */
export function unknownAddress(request: Request): void {
  throw new LabError(codes['report-address-unknown'], {
    expected: 'an address of the report server',
    got: `${request.method} ${request.path.slice(0, 80)}`,
    remedy: 'Begin at its first page.',
    status: 404,
  });
}

/** Express knows an error handler by its four parameters. */
export function answerError(thrown: unknown, request: Request, response: Response, next: NextFunction): void {
  // Who has gone hears nothing any more.
  if (request.socket.destroyed) return;
  if (response.headersSent) {
    next(thrown);
    return;
  }
  const error = toLabError(thrown);
  if (error !== thrown && error.status >= 500) console.error(thrown);
  const { expected, got, remedy } = error.details;
  response.status(error.status).json({ error: { code: error.code, expected, got, remedy: remedy ?? null } });
}

/** What Express throws with a 4xx status, such as a malformed escape in the address, is the asker's fault. */
function toLabError(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const status = (thrown as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new LabError(codes['report-request-refused'], {
      expected: 'a request that can be read',
      got: messageOf(thrown),
      status,
    });
  }
  return new LabError(codes['report-server-fault'], {
    expected: 'an answer',
    got: 'a fault inside the report server',
    remedy: 'Its terminal says what happened.',
    status: 500,
  });
}
