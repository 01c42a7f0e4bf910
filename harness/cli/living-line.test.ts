import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { needProgram } from '../../lab/outside-program.ts';

const run = promisify(execFile);

/** Draws a count until a fourth is asked for, where it is seen at all, and leaves a line. */
const DRAW = `
  const { LivingLine } = await import('${new URL('./living-line.ts', import.meta.url)}');
  const line = new LivingLine();
  let asked = 0;
  line.show(() => 'asked ' + ++asked);
  const look = setInterval(() => {
    if (line.isSeen && asked < 4) return;
    clearInterval(look);
    line.leave('left ' + line.isSeen);
  }, 20);`;

test('on a terminal what is under way is drawn again and again, and what is left stays', async (context) => {
  const script = needProgram(context, 'script');
  // A terminal of no width, as `script` has it without one of its own, has no room for a line.
  const command = 'stty cols 80; exec "$NODE" --input-type=module -e "$DRAW"';
  // Where CI is set, ora draws nothing, on whatever terminal.
  const { CI: _, ...others } = process.env;
  const env = { ...others, TERM: 'xterm', NODE: process.execPath, DRAW };
  const { stdout } = await run(script, ['-qec', command, '/dev/null'], { env });
  expect(stdout).toMatch(/asked 1.*asked 2.*asked 3/s);
  expect(stdout).toMatch(/left true\s*\S*$/);
});

test('elsewhere only what is left is written', async () => {
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', DRAW]);
  expect([stdout, stderr]).toEqual(['', 'left false\n']);
});
