import { expect, test, vi } from 'vitest';
import { selfTestSchema } from '../results/selftest-schema.ts';
import { holds, selfTestTable } from './selftest-table.ts';
import { startCommand } from './test-command.ts';

const refused: [line: string, sentence: RegExp][] = [
  ['--only nothing-such', /a defect: undisturbed, stall, .*"nothing-such"/],
  ['--aa --capture', /--aa.*cannot be used with.*--capture/],
  ['--aa --only stall', /--aa.*cannot be used with.*--only/],
  ['stall', /too many arguments/],
];

test.each(refused)('selftest %s exits 2 before anything is measured', async (line, sentence) => {
  const command = startCommand('selftest', line);
  expect(await command.ended).toBe(2);
  expect(command.output.stderr).toMatch(sentence);
  expect(command.output.stderr).not.toMatch(/trial 1/);
});

test('--capture without tcpdump says what to install, before anything is measured', async () => {
  vi.stubEnv('PATH', '/nowhere');
  const command = startCommand('selftest', '--capture');
  vi.unstubAllEnvs();
  expect(await command.ended).toBe(1);
  expect(command.output.stderr).toMatch(/the program tcpdump on the PATH.*Install it/s);
  expect(command.output.stderr).not.toMatch(/trial 1/);
});

test('one defect that is caught exits 0; --json puts the finding, and nothing else, on stdout', async () => {
  const command = startCommand('selftest', '--only swapped --json');
  expect(await command.ended).toBe(0);
  expect(command.output.stderr).toMatch(/1 of 1 caught/);
  expect(command.output.stderr).not.toMatch(/selftest\.json/);
  const told = selfTestSchema.omit({ environment: true }).parse(JSON.parse(command.output.stdout));
  expect(told.defects?.findings).toMatchObject([{ id: 'swapped', caught: true }]);
});

const finishedAt = '2026-11-21T09:00:00.000Z';
const finding = { id: 'stall', title: { en: 'A stall', ko: '멈춤' }, expected: 'seen', found: 'p99 2 ms' };
const aa = {
  finishedAt,
  trials: 40,
  pairs: 200,
  falseAlarms: 0.05,
  found: 0.9,
  plantedShare: 0.15,
  holds: true,
};

test('a self-test holds where all was caught and the bounds are kept, and nowhere else', () => {
  expect(holds({ defects: { finishedAt, findings: [{ ...finding, caught: true }] }, aa })).toBe(true);
  expect(holds({ defects: { finishedAt, findings: [{ ...finding, caught: false }] } })).toBe(false);
  expect(holds({ aa: { ...aa, holds: false } })).toBe(false);
});

test('the table says what was missed, and what bounds the shares have', () => {
  const defects = { finishedAt, findings: [{ ...finding, caught: false }] };
  expect(selfTestTable({ defects })).toMatch(/A stall.*seen.*p99 2 ms.*NO.*0 of 1 caught/s);
  expect(selfTestTable({ aa })).toMatch(/5 %.*at most 5 %.*90 %.*at least 90 %; planted 15 %/s);
});
