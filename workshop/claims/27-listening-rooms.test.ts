import { expect, test } from 'vitest';
import type { RoomSide } from '../experiments/listening-rooms.ts';
import claim from './27-listening-rooms.ts';

const judge = (sseShare: number, webSocketShare: number, lostBySse = 0) => {
  const busy = { trials: 0, of: 5 };
  const side = { serverWaitShare: 0, endToEndP50Ms: 4, endToEndP99Ms: 9, received: 1, lost: 0, starved: 0 };
  const sides = (['1.1', '2'] as const).flatMap((http): RoomSide[] => [
    { transport: 'sse', http, serverCpuShare: sseShare, ...side, lost: lostBySse },
    { transport: 'websocket', http, serverCpuShare: webSocketShare, ...side },
  ]);
  return claim.judge({ rooms: 24, listenersEach: 24, sides, busy });
};

test('a WebSocket that is overloaded where SSE is not makes the claim hold', () => {
  expect(judge(0.1, 0.95).verdict).toBe('holds');
});

test('where SSE is overloaded too the claim does not hold, and nobody is said to keep up', () => {
  const { verdict, because } = judge(0.9, 0.95);
  expect(verdict).toBe('does-not-hold');
  expect(because.en).toBe('Did not keep up with its rooms over HTTP/1.1: SSE, WebSocket.');
});

test('a dearer WebSocket is no limit of it where SSE alone is overloaded', () => {
  expect(judge(0.1, 0.3, 5).verdict).toBe('does-not-hold');
});
