import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningHost, startHost } from '../start-host.ts';
import { HTTP_VERSIONS } from '../transport.ts';
import websocket from './index.ts';
import { SAMPLE_ACCEPT, shakeHands } from './test-peer.ts';

describe.each(HTTP_VERSIONS)('a handshake over HTTP/%s', (http) => {
  let host: RunningHost;
  beforeAll(async () => {
    host = await startHost({ http, transports: [websocket], allowedOrigins: ['https://lab.example'] });
  });
  afterAll(() => host.close());

  const shake = async (query: string, headers: Record<string, string | undefined> = {}) => {
    const answer = await shakeHands(http, host.port, query, headers);
    answer.stream?.destroy();
    return answer;
  };
  const accepted = http === '2' ? 200 : 101;

  test('is accepted without an Origin, as from what is no browser', async () => {
    const { status, headers } = await shake('?channel=room');
    expect(status).toBe(accepted);
    expect(headers['sec-websocket-accept']).toBe(http === '2' ? undefined : SAMPLE_ACCEPT);
    expect(headers['sec-websocket-extensions']).toBeUndefined();
  });

  test('is accepted from an allowed Origin', async () => {
    expect((await shake('?channel=room', { origin: 'https://lab.example' })).status).toBe(accepted);
  });

  test.each(['https://evil.example', 'http://lab.example', 'https://lab.example:8443', 'null'])(
    'is refused with 403 from the origin %s',
    async (origin) => {
      const { status, body } = await shake('?channel=room', { origin });
      expect([status, body?.error.code]).toEqual([403, 'websocket-origin']);
    },
  );

  test.each(['8', '14', '', undefined])(
    'is refused with 426 for version %j, and told of 13',
    async (version) => {
      const { status, headers, body } = await shake('?channel=room', { 'sec-websocket-version': version });
      expect([status, body?.error.code]).toEqual([426, 'websocket-version']);
      expect(headers['sec-websocket-version']).toBe('13');
    },
  );

  test.each([
    ['', 'channel-malformed'],
    ['?channel=', 'channel-malformed'],
    ['?channel=no%20spaces', 'channel-malformed'],
    ['?channel=room&after=', 'cursor-malformed'],
    ['?channel=room&after=-1', 'cursor-malformed'],
  ])('is refused with 400 for the query %j', async (query, code) => {
    const { status, body } = await shake(query);
    expect([status, body?.error.code]).toEqual([400, code]);
  });

  test('leaves nothing behind when it is refused', async () => {
    await shake('?channel=');
    await expect.poll(() => [host.hub.subscribers, host.heartbeats.size]).toEqual([0, 0]);
  });
});

test.each([undefined, '', 'c2hvcnQ=', 'not base64 of 16 bytes!!'])(
  'over HTTP/1.1 the key %j is refused with 400',
  async (key) => {
    const host = await startHost({ http: '1.1', transports: [websocket] });
    const { status, body } = await shakeHands('1.1', host.port, '?channel=room', {
      'sec-websocket-key': key,
    });
    expect([status, body?.error.code]).toEqual([400, 'websocket-key']);
    await host.close();
  },
);
