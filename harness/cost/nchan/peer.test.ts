import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { needProgram } from '../../../lab/outside-program.ts';
import { setStage } from '../../../transports/test-tab.ts';
import { loadPeers } from '../participants.ts';

test.for(['nchan-sse', 'nchan-websocket'])('%s delivers what is published', async (id, test) => {
  needProgram(test, 'nginx');
  const { peers, missing } = await loadPeers();
  const peer = peers.find((one) => one.id === id);
  if (peer === undefined) throw new Error(missing.join(' '));
  const stage = await setStage(peer, null, false);
  const tab = stage.join();
  await tab.until(({ opens }) => opens.length > 0);
  const { pid, cpuUs } = stage.host.processFigures();
  expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).toContain('nginx: worker');

  for (let seq = 1; seq <= 20; seq++) {
    stage.publish(seq, { channel: 'feed' });
    await tab.until(({ events }) => events.length === seq);
  }
  expect(tab.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(stage.host.processFigures().cpuUs).toBeGreaterThan(cpuUs);

  await stage.close();
  await expect(readFile(`/proc/${pid}/cmdline`)).rejects.toThrow();
});
