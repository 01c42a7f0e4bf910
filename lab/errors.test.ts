import { expect, test } from 'vitest';
import { defineErrorCodes, LabError, listErrorCodes, messageOf } from './errors.ts';

const codes = defineErrorCodes({ 'test-wrong': 'Something is wrong for a test' });

const wrong = new LabError(codes['test-wrong'], {
  expected: 'a number above 0',
  got: 'banana',
  remedy: 'Give one.',
});

test('an error says what was expected, what came and what to do', () => {
  expect(wrong.message).toBe('Expected a number above 0, but got banana. Give one.');
  expect(new LabError('test-wrong', { expected: 'a', got: 'b' }).message).toBe('Expected a, but got b.');
});

test('an error ends a request with 400 unless it says otherwise', () => {
  expect(wrong.status).toBe(400);
  expect(new LabError('test-wrong', { expected: 'a', got: 'b', status: 413 }).status).toBe(413);
});

test('the JSON of an error has its code and no stack', () => {
  expect(JSON.parse(JSON.stringify(wrong))).toEqual({
    error: { code: 'test-wrong', message: wrong.message, expected: 'a number above 0', got: 'banana' },
  });
});

test('every declared code can be listed with its meaning', () => {
  expect(listErrorCodes().get('test-wrong')).toBe('Something is wrong for a test');
});

test('a code that is declared twice is refused, and leaves the first meaning', () => {
  expect(() => defineErrorCodes({ 'test-wrong': 'Another' })).toThrow(/test-wrong is declared twice/);
  expect(listErrorCodes().get('test-wrong')).toBe('Something is wrong for a test');
});

test('anything that was thrown has a message', () => {
  expect(messageOf(wrong)).toBe(wrong.message);
  expect(messageOf('text')).toBe('text');
  expect(messageOf(undefined)).toBe('undefined');
});
