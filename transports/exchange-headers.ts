import type { ExchangeRequest } from './browser.ts';

/** States the body's length: over HTTP/2 nothing else tells Express that there is one. */
export const headersWithLength = (
  headers: ExchangeRequest['headers'],
  body: string | undefined,
): Record<string, string> => ({
  ...headers,
  ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
});
