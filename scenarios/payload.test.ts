import fc from 'fast-check';
import { expect, test } from 'vitest';
import { payloadText } from './payload.ts';
import { randomSource } from './random.ts';

test('a payload has exactly the bytes asked for, in UTF-8 and within JSON', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 300_000 }), (seed, bytes) => {
      const text = payloadText(randomSource(seed, 'feed'), bytes);
      expect(Buffer.byteLength(text)).toBe(bytes);
      expect(Buffer.byteLength(JSON.stringify(text))).toBe(bytes + 2);
    }),
    { numRuns: 50 },
  );
});

test('payloads of one source differ from each other', () => {
  const random = randomSource('seed', 'feed');
  const texts = Array.from({ length: 100 }, () => payloadText(random, 50));
  expect(new Set(texts).size).toBe(100);
});

test('a payload draws one number, whatever its size', () => {
  const small = randomSource('seed', 'feed');
  const large = randomSource('seed', 'feed');
  payloadText(small, 1);
  payloadText(large, 200_000);
  expect(small.uniform()).toBe(large.uniform());
});
