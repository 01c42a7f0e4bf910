import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import net from 'node:net';
import { expect, test } from 'vitest';
import { MachineWatch } from './machine-reading.ts';

const ofLinux = test.skipIf(!existsSync('/proc/stat'));

const spin = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

/** What a watch saw before and after, of this process as if it were the server. */
async function around(act: () => Promise<void> | void) {
  const watch = new MachineWatch();
  await watch.read('before', process);
  await watch.read('measureStart', process);
  await act();
  await watch.read('measureEnd', process);
  await watch.read('afterDrain', process);
  const { machine } = watch.readings;
  if (machine === undefined) throw new Error('nothing was read');
  return machine;
}

ofLinux('a process that spins is in the CPU of the machine, and in its own', async () => {
  const { measureStart, measureEnd } = await around(() => spin(300));
  const ownUs = measureEnd.coordinatorCpuUs - measureStart.coordinatorCpuUs;
  expect(ownUs).toBeGreaterThan(0);
  // Ticks of 10 ms on either side.
  expect(measureEnd.busyUs - measureStart.busyUs).toBeGreaterThanOrEqual(ownUs - 20_000);
  expect(measureEnd.totalUs - measureStart.totalUs).toBeGreaterThan(0);
});

ofLinux('open files are counted, and their limit is known', async () => {
  const { before } = await around(() => {});
  expect(before.serverOpenFiles).toBeGreaterThan(3);
  expect(before.serverOpenFilesLimit).toBeGreaterThan(before.serverOpenFiles ?? 0);
});

ofLinux('connections that an accept queue has no room for are counted', async () => {
  const program = `
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      process.stdout.write(server.address().port + '\\n', () => { for (;;); });
    });`;
  const deaf = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const sockets: net.Socket[] = [];
  try {
    const [port] = await once(deaf.stdout, 'data');
    const { before, afterDrain } = await around(async () => {
      for (let count = 0; count < 6; count++) {
        sockets.push(net.connect(Number(port), '127.0.0.1').on('error', () => {}));
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect(afterDrain.acceptQueueOverflows).toBeGreaterThan(before.acceptQueueOverflows ?? 0);
  } finally {
    for (const socket of sockets) socket.destroy();
    deaf.kill('SIGKILL');
  }
});
