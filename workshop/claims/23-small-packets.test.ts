import { expect, test } from 'vitest';
import claim from './23-small-packets.ts';

const one = (headBytes: number, framingBytes: number) => ({ headBytes, framingBytes, eventBytes: 100 });

test('less around an event is no limit of the claim where both carry heads of HTTP', () => {
  const finding = claim.judge({ deliveries: 100, sse: one(200, 4), websocket: one(200, 24) });
  expect(finding.verdict).toBe('does-not-hold');
  expect(finding.because.en).not.toContain('neither');
});

test('less around an event is a limit of it where neither does', () => {
  const finding = claim.judge({ deliveries: 100, sse: one(0, 4), websocket: one(0, 24) });
  expect(finding.verdict).toBe('holds-with-limits');
});
