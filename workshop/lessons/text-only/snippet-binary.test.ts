import { expect, test } from 'vitest';
import { bytesEvent, bytesOf } from './snippet-binary.ts';

test('every byte value survives the snippet’s way through an event stream', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
  const [, data = ''] = /^data: (.*)\n\n$/.exec(bytesEvent(bytes)) ?? [];
  expect(bytesOf(data)).toEqual(bytes);
  // No line but that one: whatever reads event streams sees one block.
  expect(bytesEvent(bytes).split('\n')).toHaveLength(3);
});
