import type { NextFunction, Request, Response } from 'express';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';

const codes = defineErrorCodes({
  'host-foreign': 'A request came under a name that is not this server’s own',
  'origin-foreign': 'A page of another place tried to use the report server',
  'content-type-foreign': 'A request to the report server carries something else than JSON',
});

/** Nothing remote, nothing inline, no string becomes markup, and no other page may hold this one in a frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

export interface Guarded {
  /** The names that the server is reached by; those of loopback unless told. */
  readonly names?: readonly string[];
  /** Whose pages its own may hold in frames, such as `http://127.0.0.1:*`; nobody's unless told. */
  readonly frames?: readonly string[];
}

/**
 * What every request has to pass. The server holds files of its user and may delete them, and each page
 * that is open in the same browser can reach 127.0.0.1.
 */
export function guard(port: () => number, { names = LOOPBACK, frames = [] }: Guarded = {}) {
  const policy = frames.length === 0 ? POLICY : [...POLICY, `frame-src ${frames.join(' ')}`];
  const headers = { ...HEADERS, 'Content-Security-Policy': policy.join('; ') };
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set(headers);
    checkHost(
      request,
      names.map((name) => `${name}:${port()}`),
    );
    checkOrigin(request);
    checkContentType(request);
    next();
  };
}

/** A name of somebody else's that resolves to 127.0.0.1 would make their page one of this server's. */
function checkHost({ headers: { host } }: Request, own: readonly string[]): void {
  if (host !== undefined && own.includes(host.toLowerCase())) return;
  throw new LabError(codes['host-foreign'], {
    expected: `the host ${own[0]}`,
    got: host === undefined ? 'none' : JSON.stringify(host.slice(0, 80)),
    remedy: 'Open the address that the command printed.',
    status: 421,
  });
}

/**
 * Browsers say from where a request comes: of writes by Origin, since 2023 all of them of everything by
 * Sec-Fetch-Site. A link from elsewhere may lead here; its page may neither write nor read.
 */
function checkOrigin({ method, headers }: Request): void {
  const { origin, host } = headers;
  const foreignOrigin = origin !== undefined && origin !== `http://${host}`;
  const site = headers['sec-fetch-site'];
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isLink = READS.has(method) && headers['sec-fetch-mode'] === 'navigate';
  if (!foreignOrigin && (!foreignSite || isLink)) return;
  throw new LabError(codes['origin-foreign'], {
    expected: `a request of a page of http://${host}`,
    got: foreignOrigin
      ? `one of ${JSON.stringify(origin.slice(0, 80))}`
      : `one that is ${String(site).slice(0, 40)}`,
    status: 403,
  });
}

/** What a form can send needs no permission of the browser's; JSON does. */
function checkContentType({ method, headers }: Request): void {
  if (method !== 'POST' && method !== 'PATCH' && method !== 'PUT') return;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  throw new LabError(codes['content-type-foreign'], {
    expected: 'Content-Type: application/json',
    got: type === undefined ? 'none' : JSON.stringify(type.slice(0, 80)),
    status: 415,
  });
}
