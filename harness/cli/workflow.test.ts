import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { benchCommand, readBenchOptions } from './bench-options.ts';
import { EXIT } from './exit.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

const workflow = z
  .object({
    on: z.object({ pull_request: z.null() }),
    jobs: z.object({
      bench: z.object({
        steps: z.array(
          z.object({
            run: z.string().optional(),
            uses: z.string().optional(),
            if: z.string().optional(),
            with: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    }),
  })
  .parse(parse(await read('.github/workflows/realtime-regression.yml')));
const { steps } = workflow.jobs.bench;
const scripts = steps.flatMap(({ run }) => run ?? []).join('\n');

/** Each `npm run <name> -- …`, up to what the shell does with its exit code. */
const commandLines = [...scripts.matchAll(/npm run (\S+) -- (.*?) \|\| /g)].map(
  ([, name = '', words = '']) => ({
    name,
    words: words.split(' '),
  }),
);

test('the example measures twice on one runner: the base branch, and what is held against it', () => {
  expect(commandLines.map(({ name }) => name)).toEqual(['bench', 'bench']);
  expect(commandLines.map(({ words }) => words.includes('--baseline'))).toEqual([false, true]);
});

test.each(commandLines)('npm run $name takes every option of $words', async ({ name, words }) => {
  const { scripts: known } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await read('package.json')));
  expect(Object.keys(known)).toContain(name);
  const command = (await benchCommand()).exitOverride().allowExcessArguments(false);
  command.configureOutput({ writeErr: () => {} }).parse(words, { from: 'user' });
  expect(() => readBenchOptions(command.opts())).not.toThrow();
});

test('exit code 4 fails the job, 3 only warns, and no other is swallowed', () => {
  const lines = scripts.split('\n').map((line) => line.trim());
  const branch = (code: number | string): string => lines.find((line) => line.startsWith(`${code})`)) ?? '';
  expect(branch(EXIT.slower)).toMatch(/::error::.*exit 4/);
  expect(branch(EXIT.invalid)).toMatch(/::warning::(?!.*exit)/);
  expect(branch('*')).toContain('exit "$code"');
});

test('the reports are kept even where the job fails', () => {
  const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
  expect(upload?.if).toBe('always()');
  expect(String(upload?.with?.path)).toContain('report.html');
});
