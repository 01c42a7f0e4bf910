import { expect, test } from 'vitest';
import { need } from '../../lab/outside-program.ts';
import { type HalfOpenRow, measureHalfOpen } from './half-open.ts';
import { whyNoNetwork } from './routed-network.ts';

const SECONDS = 14;
const HEARTBEAT_MS = 2_000;

const rowOf = (rows: readonly HalfOpenRow[], transport: string, http: string): HalfOpenRow => {
  const row = rows.find((one) => one.transport === transport && one.http === http);
  if (row === undefined) throw new Error(`no row of ${transport} over ${http}`);
  return row;
};

/** What TCP notices by itself: its own words for a peer that acknowledges nothing. */
const timedOut = expect.objectContaining({ by: expect.stringContaining('ETIMEDOUT') });

test('where no link acknowledges, TCP’s own time-outs are seen: of who writes, and only with few retries', {
  timeout: 60_000,
}, async (context) => {
  const reason = whyNoNetwork();
  need(context, 'network namespaces (iproute2 and root)', reason === undefined, reason ?? '');
  const options = { seconds: SECONDS, heartbeatMs: HEARTBEAT_MS };
  const [usual, impatient] = await Promise.all([
    measureHalfOpen({ ...options, retries: 15 }),
    measureHalfOpen({ ...options, retries: 3 }),
  ]);
  for (const http of ['1.1', '2']) {
    // Linux sends a segment again for a quarter of an hour before it gives up.
    expect(rowOf(usual, 'sse', http)).toMatchObject({ client: null, server: null });
    // Who only reads has nothing to send again, and never learns of it.
    expect(rowOf(impatient, 'sse', http)).toMatchObject({ client: null, server: timedOut });
    for (const rows of [usual, impatient]) {
      const { client, server } = rowOf(rows, 'websocket', http);
      // With few retries TCP may be quicker than a missing pong, and a client's last pong may run out of them.
      if (rows === usual) {
        expect(client).toBeNull();
        expect(server?.by).toBe('missing pong');
      }
    }
    expect(rowOf(usual, 'polling', http).client).toBeNull();
    expect(rowOf(impatient, 'polling', http).client).toEqual(timedOut);
  }
  // A kept-alive connection of node:http has TCP keep-alive: 1 s of silence, then ten probes.
  const { client } = rowOf(usual, 'long-polling', '1.1');
  expect(client).toEqual(timedOut);
  expect(client?.afterUs).toBeGreaterThan(10e6);
});
