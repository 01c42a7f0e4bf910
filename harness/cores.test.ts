import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { needProgram } from '../lab/outside-program.ts';
import { allowedCpus, readCpuList } from './cores.ts';

test.each([
  ['0', [0]],
  ['0-1', [0, 1]],
  ['2,4-6,11', [2, 4, 5, 6, 11]],
])('the list %s is the CPUs %j', (list, cpus) => {
  expect(readCpuList(list)).toEqual(cpus);
});

test('who was given one CPU finds its number, not the first one', (context) => {
  const taskset = needProgram(context, 'taskset');
  const last = allowedCpus()?.at(-1) ?? 0;
  const ask = `import { allowedCpus } from '${new URL('./cores.ts', import.meta.url)}'; console.log(allowedCpus())`;
  const { stdout } = spawnSync(
    taskset,
    ['-c', String(last), process.execPath, '--input-type=module', '-e', ask],
    {
      encoding: 'utf8',
    },
  );
  expect(stdout.trim()).toBe(`[ ${last} ]`);
});
