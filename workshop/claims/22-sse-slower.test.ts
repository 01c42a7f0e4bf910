import { expect, test } from 'vitest';
import type { SseWebSocket } from '../experiments/sse-websocket.ts';
import claim from './22-sse-slower.ts';

type Version = SseWebSocket['http1'];
const side = { deliveryP50Ms: 3, serverCpuUsPerDelivery: 30, bytesPerDelivery: 270 };
const version = (laterMs: readonly [number, number], cpuRatio: readonly [number, number]): Version => {
  const [later, cpu] = [laterMs, cpuRatio].map(([low, high]) => ({ mean: (low + high) / 2, low, high }));
  return { sse: side, websocket: side, laterMs: later as never, cpuRatio: cpu as never };
};
const busy = { trials: 0, of: 28 };
const alike = version([-1, 2], [0.9, 1.1]);
const dear = version([-1, 2], [3, 4]);
const late = version([20, 30], [0.9, 1.1]);

test.each([
  ['does not hold where every interval ends below its limit', alike, alike, 'does-not-hold'],
  ['holds where SSE is later or dearer with the whole interval over both versions', dear, late, 'holds'],
  ['holds with limits where SSE is slower over one version', alike, late, 'holds-with-limits'],
  ['holds with limits where latency is too noisy', version([-5, 40], [0.9, 1.1]), alike, 'holds-with-limits'],
  ['holds with limits where CPU is too noisy', alike, version([-1, 2], [0.6, 2.4]), 'holds-with-limits'],
])('the claim that SSE is slower %s', (_, http1, http2, verdict) => {
  expect(claim.judge({ clients: 100, blocks: 7, busy, http1, http2 }).verdict).toBe(verdict);
});

test('clients that were at their limit are told with the figures', () => {
  const judge = (trials: number) =>
    claim.judge({ clients: 100, blocks: 7, http1: alike, http2: alike, busy: { trials, of: 28 } }).because;
  expect(judge(3).en).toContain('at their limit in 3 of 28 trials');
  expect(judge(3).ko).toContain('시행 28번 중 3번');
  expect(judge(0).en).not.toContain('at their limit');
});
