import { expect, test } from 'vitest';
import { axisName } from './axis-name.ts';

test('a narrow axis has two lines for a name of any number of parts, as even as can be', () => {
  expect(axisName('SSE · HTTP/2 · run B', true)).toEqual(['SSE · HTTP/2', 'run B']);
  expect(axisName('Raw socket', true)).toBe('Raw socket');
  expect(axisName('SSE · HTTP/2', false)).toBe('SSE · HTTP/2');
});

test('a narrow axis cuts a long name of one part between its words', () => {
  expect(axisName('chunked_transfer_encoding off', true)).toEqual(['chunked_transfer_', 'encoding off']);
  expect(axisName("proxy_set_header Connection ''", true)).toEqual(['proxy_set_header', "Connection ''"]);
  expect(axisName('Uninterruptable', true)).toBe('Uninterruptable');
});
