import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { ConnectionRegistry } from './connection-registry.ts';

interface FakeSocket {
  remoteAddress: string;
  remotePort: number;
  localPort: number;
  bytesWritten: number;
  bytesRead: number;
}

const socketOf = (remotePort: number, localPort: number, bytesWritten = 0): Socket & FakeSocket =>
  Object.assign(new EventEmitter(), {
    remoteAddress: '127.0.0.1',
    remotePort,
    localPort,
    bytesWritten,
    bytesRead: 0,
  }) as unknown as Socket & FakeSocket;

test('bytes of open and of closed connections are counted', () => {
  const registry = new ConnectionRegistry(10);
  const [first, second] = [socketOf(1, 80, 100), socketOf(2, 80, 50)];
  registry.add(first);
  registry.add(second);
  first.bytesWritten = 120;
  first.emit('close');
  expect(registry.snapshot()).toMatchObject({ tcpOpened: 2, tcpOpen: 1, tcpPeak: 2, bytesToClients: 170 });
});

test('an observer takes back all that its connection was counted for', () => {
  const registry = new ConnectionRegistry(10);
  const [client, observer] = [socketOf(1, 80, 100), socketOf(2, 80, 5_000)];
  registry.add(client);
  registry.add(observer);
  for (const socket of [client, observer]) registry.count('httpRequests', socket);
  registry.markObserver(observer);
  registry.count('httpRequests', observer);
  expect(registry.snapshot()).toMatchObject({
    tcpOpened: 1,
    tcpOpen: 1,
    httpRequests: 1,
    bytesToClients: 100,
  });
  observer.emit('close');
  expect(registry.snapshot()).toMatchObject({ tcpOpen: 1, bytesToClients: 100 });
});

test('one client port may reach two ports of the server at once, as two connections', () => {
  const registry = new ConnectionRegistry(10);
  const [client, observer] = [socketOf(1, 7_000, 100), socketOf(1, 80, 5_000)];
  registry.add(client);
  registry.add(observer);
  registry.markObserver(observer);
  expect(registry.snapshot()).toMatchObject({ tcpOpened: 1, tcpOpen: 1, bytesToClients: 100 });
});

test('what comes over the cap is known, and what came before it is not refused', () => {
  const registry = new ConnectionRegistry(1);
  const [first, second] = [socketOf(1, 80), socketOf(2, 80)];
  registry.add(first);
  registry.add(second);
  expect([registry.isOverCap(first), registry.isOverCap(second)]).toEqual([false, true]);
  expect(registry.snapshot().refused).toBe(1);
});
