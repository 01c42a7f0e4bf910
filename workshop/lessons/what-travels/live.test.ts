import { expect, test } from 'vitest';
import { openStage } from '../../server/stage.ts';
import { until } from '../../test-driver.ts';
import { listeningServers } from '../../test-workshop.ts';
import live from './live.ts';

test('a tap that is opened when the demonstration is over is closed, though no host comes', async () => {
  const before = listeningServers();
  const { stage, close } = openStage({
    say: () => {},
    identity: () => Promise.reject(new Error('nothing here has TLS')),
    tabPage: { id: 'tab', mount: () => {} },
    tlsPort: 0,
  });
  const { actions } = await live.open(stage);
  await close();
  await expect(actions.open({ transport: 'sse', http: '2' })).rejects.toThrow('aborted');
  await until('nothing listens', listeningServers, (count) => count === before);
});
