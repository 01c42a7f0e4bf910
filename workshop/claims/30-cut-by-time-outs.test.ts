import { expect, test } from 'vitest';
import type { ProxyTimeOuts } from '../experiments/proxy-time-outs.ts';
import claim from './30-cut-by-time-outs.ts';

type Line = ProxyTimeOuts['lines'][number];
const line = (stream: Line['stream'], speaks: Line['speaks'], lives: boolean): Line => ({
  proxy: 'nginx',
  stream,
  speaks,
  cutAfterMs: lives ? null : 2_000,
});
const because = (serverKeeps: boolean): string =>
  claim.judge({
    limitMs: 2_000,
    speakEveryMs: 400,
    watchedMs: 6_000,
    lines: [
      line('SSE', 'nobody', false),
      line('SSE', 'server', serverKeeps),
      line('SSE', 'client’s requests beside it', false),
      line('WebSocket', 'client’s pings', false),
      line('WebSocket', 'client’s messages', true),
    ],
  }).because.en;

test('heartbeats of the server are said to help only where they did', () => {
  expect(because(true)).toContain('heartbeats do');
  expect(because(false)).not.toContain('heartbeats do');
});

test('of what a client says that is named which kept a stream alive', () => {
  expect(because(true)).toContain('Kept alive by its client: WebSocket (messages);');
});
