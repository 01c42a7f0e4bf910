import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectTabs } from './connect-tabs.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('no more than 256 tabs are on their way at once, and all get in', async () => {
  let underWay = 0;
  let most = 0;
  const opened = connectTabs(1_000, (_index, onOpen) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      onOpen();
    }, 5);
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await opened).toBe(1_000);
  expect(most).toBe(256);
});

test('tabs that never get in are left when nothing has moved for a while', async () => {
  const opened = connectTabs(10, (index, onOpen) => {
    if (index < 6) setTimeout(onOpen, 10 * index);
  });
  await vi.advanceTimersByTimeAsync(2_900);
  let settled = false;
  void opened.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(settled).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await opened).toBe(6);
});
