import { expect, test } from 'vitest';
import type { Load } from './load.ts';
import { reachFor } from './matters.ts';

const tabs = (tabsPerBrowser: number): Load => ({
  subscribers: 200,
  eventsPerSecond: 10,
  payloadBytes: 200,
  tabsPerBrowser,
  pollIntervalMs: 500,
});
const inputs = (transport: string, http: '1.1' | '2', asked: number) =>
  reachFor({ transport, http }, [tabs(4)], tabs(asked)).map(({ input }) => input);

test('tabs share the one connection over HTTP/2, and matter', () => {
  expect(inputs('sse', '2', 6)).toContain('tabsPerBrowser');
});

test('over HTTP/1.1 they matter for who polls, from the seventh on', () => {
  expect(inputs('polling', '1.1', 6)).not.toContain('tabsPerBrowser');
  expect(inputs('polling', '1.1', 7)).toContain('tabsPerBrowser');
  expect(inputs('websocket', '1.1', 7)).not.toContain('tabsPerBrowser');
});

test('the interval matters for who polls alone', () => {
  expect(inputs('polling', '2', 4)).toContain('pollIntervalMs');
  expect(inputs('long-polling', '2', 4)).not.toContain('pollIntervalMs');
});
