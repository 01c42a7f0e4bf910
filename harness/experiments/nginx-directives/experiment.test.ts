import net from 'node:net';
import { expect, test } from 'vitest';
import { needProgram } from '../../../lab/outside-program.ts';
import experiment from './index.ts';
import { openSilentServer } from './silent-server.ts';

test('a silent server takes no connection and refuses none, and is gone after its close', async (test) => {
  needProgram(test, 'setpriv');
  const silent = await openSilentServer();
  const connect = (): Promise<string> =>
    new Promise((resolve) => {
      const socket = net.connect(silent.port, '127.0.0.1');
      const settle = (what: string): void => {
        socket.destroy();
        resolve(what);
      };
      socket.once('connect', () => settle('connected'));
      socket.once('error', ({ message }) => settle(message));
      setTimeout(settle, 500, 'nothing');
    });
  expect(await connect()).toBe('nothing');
  await silent.close();
  expect(await connect()).toContain('ECONNREFUSED');
});

test('with nothing taken away every transport gets through, and each has a column', async (test) => {
  needProgram(test, 'nginx');
  const heads = await experiment.heads();
  const steps: string[] = [];
  const { signal } = new AbortController();
  const onStep = (number: number, of: number, what: string) => steps.push(`${number} of ${of}: ${what}`);
  for await (const row of experiment.rows({ seed: 'first row', signal, onStep })) {
    expect(row).toEqual(['nothing (16 subscribers)', ...heads.slice(1).map(() => 'all arrives')]);
    break;
  }
  expect(steps).toHaveLength(heads.length - 1);
}, 90_000);
