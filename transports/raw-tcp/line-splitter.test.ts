import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

const lines = fc.array(
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((line) => line.replaceAll('\n', ' ')),
  { maxLength: 8 },
);

/** Cuts the bytes at the places given, within characters too. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, index) => bytes.subarray(start, at[index] ?? bytes.length));
}

test('lines come out the same however the bytes are cut', () => {
  fc.assert(
    fc.property(lines, fc.array(fc.nat(), { maxLength: 20 }), (written, places) => {
      const splitter = new LineSplitter(10_000);
      const bytes = Buffer.from(written.map((line) => `${line}\n`).join(''));
      const read = cut(bytes, places).flatMap((chunk) => [...splitter.push(chunk)].map(String));
      expect(read).toEqual(written);
    }),
  );
});

test('a line is out as soon as its newline is in, and not before', () => {
  const splitter = new LineSplitter(100);
  expect([...splitter.push(Buffer.from('ab'))]).toEqual([]);
  expect([...splitter.push(Buffer.from('c'))]).toEqual([]);
  expect([...splitter.push(Buffer.from('\nd'))].map(String)).toEqual(['abc']);
  expect([...splitter.push(Buffer.from('\n'))].map(String)).toEqual(['d']);
});

test('a line may be as long as the limit and no longer, whether it has ended or not', () => {
  const limit = () => new LineSplitter(4);
  expect([...limit().push(Buffer.from('1234\n1234\n'))].map(String)).toEqual(['1234', '1234']);
  expect(() => [...limit().push(Buffer.from('12345\n'))]).toThrow('a line of at most 4 bytes');
  expect(() => [...limit().push(Buffer.from('12345'))]).toThrow('a line of at most 4 bytes');
  const splitter = limit();
  expect([...splitter.push(Buffer.from('123'))]).toEqual([]);
  expect(() => [...splitter.push(Buffer.from('45\n'))]).toThrow('a line of at most 4 bytes');
});
