import { expect, test } from 'vitest';
import { Bottleneck } from './bottleneck.ts';

test('what is sent at once arrives one after the other, as the bandwidth allows, after the delay', () => {
  const shape = { delayMs: 50, jitterMs: 0, bytesPerSecond: 10_000 };
  const bottleneck = new Bottleneck(
    shape,
    () => 0,
    () => 1_000,
  );
  expect([bottleneck.dueMs(100), bottleneck.dueMs(100), bottleneck.dueMs(1_000)]).toEqual([
    1_060, 1_070, 1_170,
  ]);
});

test('the wire is free again when it was idle, and jitter comes on top', () => {
  let now = 0;
  const shape = { delayMs: 50, jitterMs: 20, bytesPerSecond: 10_000 };
  const bottleneck = new Bottleneck(
    shape,
    () => 0.5,
    () => now,
  );
  expect(bottleneck.dueMs(100)).toBe(70);
  now = 500;
  expect(bottleneck.dueMs(0)).toBe(560);
});

test('a chunk travels in packets', () => {
  const shape = { delayMs: 0, jitterMs: 0, bytesPerSecond: 1 };
  const sizes = new Bottleneck(shape, () => 0).packets(Buffer.alloc(3_000)).map((part) => part?.length);
  expect(sizes).toEqual([1_460, 1_460, 80]);
});
