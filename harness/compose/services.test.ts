import { afterAll, expect, test } from 'vitest';
import { resolveComposeFile } from './compose-file.ts';
import { Machine } from './machine.ts';

/** Processes start, and tests share two cores. */
const PATIENCE_MS = 90_000;

let opened: Machine | undefined;
afterAll(() => opened?.close());

/** One machine for all, as one engine would be. */
async function machineFor(context: Parameters<typeof resolveComposeFile>[0]): Promise<Machine> {
  opened ??= await Machine.open(await resolveComposeFile(context, ['*']));
  return opened;
}

test(
  'report serves what a bench has measured, until it is stopped',
  async (context) => {
    const machine = await machineFor(context);
    const bench = await machine.start('bench', [
      ...['--transport', 'sse', '--http', '1.1', '--quick', '--no-raw'],
      ...['--clients', '20', '--duration', '500ms', '--json'],
    ]);
    expect([0, 3], bench.output()).toContain(await bench.ended);

    expect(await machine.check('report')).not.toBe(0);
    const report = await machine.start('report');
    await machine.healthy('report', report);
    const url = `http://127.0.0.1:${machine.portOf('report', 4780)}/`;
    expect(await (await fetch(url)).text()).toContain('/assets/page.js');
    const { runs } = (await (await fetch(`${url}api/runs`)).json()) as { runs: { id: string }[] };
    expect(runs.map(({ id }) => id)).toEqual([expect.stringContaining('sse')]);
    expect(await report.stop()).toBe(0);
  },
  PATIENCE_MS,
);
