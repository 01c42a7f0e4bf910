import { expect, test } from 'vitest';
import { EventLoopDelay } from './event-loop-delay.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a blocked event loop shows the block, and an idle one is not shown its own sampling interval', async () => {
  const delay = new EventLoopDelay();
  delay.start();
  await wait(100);
  const until = performance.now() + 150;
  while (performance.now() < until);
  await wait(60);
  expect(delay.p99Us).toBeGreaterThan(100_000);
  expect(delay.p99Us).toBeLessThan(1_000_000);
  delay.start();
  expect(delay.p99Us).toBe(0);
  delay.stop();
});
