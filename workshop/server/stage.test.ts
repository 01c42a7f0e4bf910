import { afterEach, expect, test, vi } from 'vitest';
import { freePort } from '../../lab/outside/outside-server.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import { countsOf } from '../counts.ts';
import { until } from '../test-driver.ts';
import { listeningServers } from '../test-workshop.ts';
import { openStage } from './stage.ts';

const identity = await makeTlsIdentity();

const open = (tlsPort = 0) =>
  openStage({
    say: () => {},
    identity: async () => identity,
    tabPage: { id: 'tab', mount: () => {} },
    tlsPort,
  });

afterEach(() => {
  vi.useRealTimers();
});

test('where one of two hosts cannot start, the other ends with the demonstration', async () => {
  const before = listeningServers();
  const { stage, close } = open();
  const both = Promise.all([
    stage.host({ http: '1.1', transports: ['sse'], linked: true }),
    stage.host({ http: '1.1', transports: ['sse'], address: '192.0.2.1' }),
  ]);
  await expect(both).rejects.toThrow('192.0.2.1');
  await close();
  await until('their servers are gone', listeningServers, (count) => count === before);
});

test('a demonstration that is over starts no host, and publishes nothing', async () => {
  const before = listeningServers();
  const { stage, close } = open();
  const host = await stage.host({ http: '1.1', transports: ['sse'] });
  const starting = stage.host({ http: '1.1', transports: ['sse'] });
  const playing = stage.play([host], 'live-feed', { clients: 1, rate: 1, payloadBytes: 60 });
  const over = expect(starting).rejects.toThrow();
  await close();
  await over;
  await until('their servers are gone', listeningServers, (count) => count === before);
  const publish = vi.spyOn(host.host.hub, 'publish');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await playing;
  expect(vi.getTimerCount()).toBe(0);
  expect(publish.mock.calls.length).toBeLessThanOrEqual(1);
});

test('counting that begins when all is over tells nothing', async () => {
  const { stage, close } = open();
  const { host } = await stage.host({ http: '1.1', transports: ['sse'] });
  await close();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  countsOf(host, stage.onEnd, () => {});
  expect(vi.getTimerCount()).toBe(0);
});

test('two demonstrations at once have a host with TLS each, and one of them the port that browsers trust', async () => {
  const tlsPort = await freePort('127.0.0.1');
  const stages = [open(tlsPort), open(tlsPort)];
  const hosts = await Promise.all(stages.map(({ stage }) => stage.host({ http: '2', transports: ['sse'] })));
  const ports = hosts.map(({ host }) => host.port);
  expect(ports).toContain(tlsPort);
  expect(new Set(ports).size).toBe(2);
  await Promise.all(stages.map(({ close }) => close()));
});
