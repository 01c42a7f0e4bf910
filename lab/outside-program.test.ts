import { afterAll, expect, test, vi } from 'vitest';
import { needProgram } from './outside-program.ts';

const warn = vi.spyOn(console, 'warn').mockReturnValue();

afterAll(() => warn.mockRestore());

const skipping = {
  skip(note: string): never {
    throw new Error(`skipped: ${note}`);
  },
};

test('a program on the PATH is found by its path', () => {
  expect(needProgram(skipping, 'sh', { PATH: '/nowhere:/bin' })).toBe('/bin/sh');
});

test('a test whose program is missing is skipped with the name of the program', () => {
  expect(() => needProgram(skipping, 'no-such', { PATH: '/bin' })).toThrow(
    'skipped: needs the program no-such',
  );
  expect(warn).toHaveBeenCalledWith('Skipped: needs the program no-such.');
});

test('in CI a test whose program is missing fails', () => {
  const environment = { PATH: '/bin', CI: 'true' };
  expect(() => needProgram(skipping, 'no-such', environment)).toThrow(
    /Expected the program no-such.*\.ci\/run/,
  );
});

test('a file that cannot be executed is no program', () => {
  expect(() => needProgram(skipping, 'passwd', { PATH: '/etc' })).toThrow('skipped');
});
