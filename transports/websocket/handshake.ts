import { createHash } from 'node:crypto';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import type { UpgradeRequest } from '../host.ts';

const codes = defineErrorCodes({
  'websocket-version': 'A WebSocket handshake asks for another protocol version than 13',
  'websocket-key': 'A WebSocket handshake over HTTP/1.1 has no proper Sec-WebSocket-Key',
  'websocket-origin': 'A browser from an origin that is not allowed asked for a WebSocket',
});

/** RFC 6455, 1.3: what is hashed with the key, so that no other protocol answers by accident. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Base64 of 16 bytes. */
const keyShape = /^[A-Za-z0-9+/]{22}==$/;

/**
 * Checks an opening handshake (RFC 6455, 4.2.1; RFC 8441, 5) and returns the headers that accept it.
 * Throws a LabError: 426 for the version, 403 for the origin, 400 for the key.
 *
 * The checks of ws belong to its own server, which never sees an HTTP/2 stream; so that both HTTP
 * versions pass the same ones, they stand here.
 */
export function checkHandshake(
  { httpVersion, headers }: Pick<UpgradeRequest, 'httpVersion' | 'headers'>,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const version = headers['sec-websocket-version'];
  if (version !== '13') {
    throw new LabError(codes['websocket-version'], {
      expected: 'Sec-WebSocket-Version: 13',
      got: version === undefined ? 'none' : JSON.stringify(version).slice(0, 40),
      remedy: 'Speak the version of RFC 6455.',
      status: 426,
    });
  }
  checkOrigin(headers.origin, allowedOrigins);
  // RFC 8441, 5: over HTTP/2 there is no key and no accept; the status alone answers.
  if (httpVersion === '2') return {};

  const key = headers['sec-websocket-key'];
  if (typeof key !== 'string' || !keyShape.test(key)) {
    throw new LabError(codes['websocket-key'], {
      expected: 'a Sec-WebSocket-Key of 16 bytes in base64',
      got: key === undefined ? 'none' : JSON.stringify(key).slice(0, 40),
      remedy: 'Send 16 random bytes with each handshake.',
    });
  }
  const accept = createHash('sha1').update(`${key}${KEY_SUFFIX}`).digest('base64');
  return { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Accept': accept };
}

/**
 * CORS does not hold for WebSockets: a page of any site may open one, with the user's cookies. A
 * browser cannot leave Origin out, so who comes without one is no browser.
 */
function checkOrigin(origin: string | string[] | undefined, allowed: readonly string[]): void {
  if (origin === undefined || (typeof origin === 'string' && allowed.includes(origin))) return;
  throw new LabError(codes['websocket-origin'], {
    expected: `an Origin of ${allowed.join(' or ') || 'no browser, as none is allowed'}`,
    got: JSON.stringify(origin).slice(0, 80),
    remedy: 'Start the server with this origin among those allowed.',
    status: 403,
  });
}
