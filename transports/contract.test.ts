import { afterEach, describe, expect, test } from 'vitest';
import { loadTransports } from './registry.ts';
import type { HostOptions } from './start-host.ts';
import { type Stage, setStage } from './test-tab.ts';
import { type Capability, HTTP_VERSIONS, httpVersionsOf } from './transport.ts';

/**
 * One suite for every transport over every HTTP version that it declares, with and without TLS, on
 * real sockets. What a transport does not declare is skipped by name, with the transport's reason.
 */
for (const transport of (await loadTransports()).values()) {
  for (const http of HTTP_VERSIONS) {
    const support = transport.http[http];
    if (support === true) continue;
    test(`${transport.id} over HTTP/${http} (not available: ${support.en})`, (context) => context.skip());
  }
  for (const http of httpVersionsOf(transport)) {
    for (const tls of [true, false]) {
      describe(`${transport.id} over ${http === null ? 'a bare socket' : `HTTP/${http}`} ${tls ? 'with TLS' : 'in cleartext'}`, () => {
        let stage: Stage;
        const start = async (options: Partial<HostOptions> = {}): Promise<Stage> => {
          stage = await setStage(transport, http, tls, options);
          return stage;
        };
        afterEach(() => stage?.close());

        const needs = (capability: Capability) => {
          const support = transport.capabilities[capability];
          return support === true
            ? { name: '', test }
            : { name: ` (not available: ${support.en})`, test: test.skip };
        };

        test('delivers every event to every subscriber, in order and once', async () => {
          const { join, publish } = await start();
          const tabs = [join(), join(), join()];
          await Promise.all(tabs.map((tab) => tab.until(({ opens }) => opens.length === 1)));
          for (let seq = 1; seq <= 20; seq++) publish(seq);
          await Promise.all(tabs.map((tab) => tab.until(({ events }) => events.length >= 20)));
          for (const { events } of tabs) {
            expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
            expect(events.map(({ id }) => id)).toEqual(events.map(({ seq }) => seq));
          }
        });

        test('carries the head of an event unchanged', async () => {
          const { join, publish } = await start();
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          publish(7, {
            kind: 'position',
            source: 'host-1',
            intendedAtUs: 123_456,
            data: '한국어 "quoted"\r\n\\ ☃',
          });
          await tab.until(({ events }) => events.length === 1);
          expect(tab.events[0]).toMatchObject({
            id: 1,
            channel: 'room',
            kind: 'position',
            source: 'host-1',
            seq: 7,
            intendedAtUs: 123_456,
          });
          expect(tab.events[0]?.publishedAtUs).toBeGreaterThan(0);
        });

        test('negotiates the protocol that was asked for', async () => {
          const { join } = await start();
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          if (http !== null) expect(tab.opens).toEqual([http === '2' ? 'h2' : 'http/1.1']);
        });

        test('joins at the end of the log when no position is named', async () => {
          const { join, publish } = await start();
          publish(1);
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          publish(2);
          await tab.until(({ events }) => events.length >= 1);
          expect(tab.events.map(({ seq }) => seq)).toEqual([2]);
        });

        test('hears nothing of another channel', async () => {
          const { join, publish } = await start();
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          publish(1, { channel: 'elsewhere' });
          publish(2);
          await tab.until(({ events }) => events.length >= 1);
          expect(tab.events.map(({ seq }) => seq)).toEqual([2]);
        });

        const resume = needs('resume');
        resume.test(`replays what came after the position named${resume.name}`, async () => {
          const { join, publish, host } = await start();
          for (let seq = 1; seq <= 5; seq++) publish(seq);
          const tab = join(`${host.hub.epoch}.2`);
          await tab.until(({ events }) => events.length >= 3);
          publish(6);
          await tab.until(({ events }) => events.length >= 4);
          expect(tab.events.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
          expect(tab.gaps).toEqual([]);
        });

        resume.test(`stands although nothing is there after the position named${resume.name}`, async () => {
          const { join } = await start();
          const tab = join('0');
          await tab.until(({ opens }) => opens.length === 1);
        });

        resume.test(`says which events the log no longer holds${resume.name}`, async () => {
          const { join, publish } = await start({ logCapacity: 3 });
          for (let seq = 1; seq <= 10; seq++) publish(seq);
          const tab = join('2');
          await tab.until(({ events }) => events.length >= 3);
          expect(tab.gaps).toEqual([{ from: 3, to: 7, reason: 'expired' }]);
          expect(tab.events.map(({ seq }) => seq)).toEqual([8, 9, 10]);
        });

        resume.test(`says that the log began again${resume.name}`, async () => {
          const { join, publish } = await start();
          publish(1);
          const tab = join('0ldepoch.500');
          await tab.until(({ events }) => events.length >= 1);
          expect(tab.gaps).toEqual([{ from: 1, to: 0, reason: 'new-epoch' }]);
          expect(tab.events.map(({ seq }) => seq)).toEqual([1]);
        });

        resume.test(`comes back by itself after a reset and misses nothing${resume.name}`, async () => {
          const { join, publish, host } = await start({ retryMs: 20 });
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          for (const socket of host.connections.sockets()) socket.resetAndDestroy();
          for (let seq = 1; seq <= 3; seq++) publish(seq);
          await tab.until(({ events }) => events.length >= 3);
          publish(4);
          await tab.until(({ events }) => events.length >= 4);
          expect(tab.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
          // A poller has no connection that must stand, so it may not have noticed.
          if (transport.capabilities.push === true) expect(tab.downs.length).toBeGreaterThan(0);
        });

        const upstream = needs('upstream');
        upstream.test(`publishes upstream, and a repeat changes nothing${upstream.name}`, async () => {
          const { join } = await start();
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          const event = {
            channel: 'room',
            kind: 'seek',
            source: 'host-1',
            intendedAtUs: 5,
            data: { toMs: 9 },
          };
          tab.connection.publish?.({ ...event, seq: 1 });
          await tab.until(({ events }) => events.length >= 1);
          tab.connection.publish?.({ ...event, seq: 1 });
          tab.connection.publish?.({ ...event, seq: 2 });
          await tab.until(({ events }) => events.length >= 2);
          expect(tab.events.map(({ kind, seq }) => `${kind} ${seq}`)).toEqual(['seek 1', 'seek 2']);
        });

        test('an event of kind end closes for good', async () => {
          const { join, publish } = await start({ retryMs: 10 });
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          publish(1, { kind: 'end' });
          await tab.until(({ events }) => events.length >= 1);
          publish(2);
          await new Promise((resolve) => setTimeout(resolve, 100));
          expect(tab.events.map(({ kind }) => kind)).toEqual(['end']);
          expect(tab.opens.length).toBe(1);
        });

        const heartbeat = needs('heartbeat');
        heartbeat.test(`keeps an idle connection alive by heartbeats${heartbeat.name}`, async () => {
          const { join, host } = await start({ heartbeatMs: 100 });
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          const { bytesToClients } = host.connections.snapshot();
          // Two turns of the wheel: what the join itself sent is on its way before the first ends.
          await expect.poll(() => host.connections.snapshot().bytesToClients).toBeGreaterThan(bytesToClients);
          const afterOne = host.connections.snapshot().bytesToClients;
          await expect.poll(() => host.connections.snapshot().bytesToClients).toBeGreaterThan(afterOne);
          expect([tab.events, tab.downs]).toEqual([[], []]);
        });

        test('leaves nothing behind on the server when the client closes', async () => {
          const { join, host } = await start();
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          tab.connection.close();
          await expect
            .poll(() => [host.hub.subscribers, host.gauges.waiters, host.heartbeats.size])
            .toEqual([0, 0, 0]);
        });

        const stream = needs('stream');
        stream.test(
          `cuts a subscriber that does not read, and the others do not notice${stream.name}`,
          async () => {
            const { join, publish, host, openBrowser } = await start({
              unsentLimitBytes: 256 * 1024,
              logCapacity: 8,
            });
            const quick = join();
            const slow = join(undefined, openBrowser());
            await Promise.all([quick, slow].map((tab) => tab.until(({ opens }) => opens.length === 1)));
            slow.connection.pause();
            const data = 'x'.repeat(32 * 1024);
            let seq = 0;
            while (host.gauges.slowConsumersAtUs.length === 0 && seq < 1_000) {
              publish(++seq, { data });
              await quick.until(({ events }) => events.length === seq);
            }
            expect(host.gauges.slowConsumersAtUs.length).toBe(1);
            expect(quick.events.map((event) => event.seq)).toEqual(
              Array.from({ length: seq }, (_, index) => index + 1),
            );
          },
        );

        test('ends every connection within 5 s of a graceful shutdown', async () => {
          const { join, host } = await start();
          const tab = join();
          await tab.until(({ opens }) => opens.length === 1);
          const started = performance.now();
          await host.close();
          expect(performance.now() - started).toBeLessThan(5_000);
          await expect.poll(() => host.connections.sockets().length).toBe(0);
        });
      });
    }
  }
}
