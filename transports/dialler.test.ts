import net from 'node:net';
import { expect, test } from 'vitest';
import { Dialler } from './dialler.ts';
import { listen } from './listen.ts';

/** A server that sends each word in a write of its own, the next one when the client has spoken. */
async function say(words: readonly string[]): Promise<{ port: number; close: () => void }> {
  const server = net.createServer((socket) => {
    let next = 0;
    socket.on('error', () => {});
    socket.write(words[next++] ?? '');
    socket.on('data', () => {
      const word = words[next++];
      if (word === undefined) socket.end();
      else socket.write(word);
    });
  });
  const port = await listen(server, 0, '127.0.0.1');
  return { port, close: () => server.close() };
}

test('what a tap takes, the socket’s readers do not hear, and all else they do, byte for byte', async () => {
  const { port, close } = await say(['for all', 'for the tap', 'for all again']);
  const tapped: string[] = [];
  const dialler = new Dialler({
    origin: { host: '127.0.0.1', port, tls: false },
    http: '1.1',
    keepAlive: true,
  });
  const socket = dialler.dial(undefined, {
    take: (chunk) => {
      const takes = chunk.toString() === 'for the tap';
      if (takes) tapped.push(chunk.toString());
      socket.write('go on');
      return takes;
    },
  });
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  await new Promise((resolve) => socket.once('end', resolve));
  expect(tapped).toEqual(['for the tap']);
  expect(heard.map(String)).toEqual(['for all', 'for all again']);
  expect(dialler.traffic.receivedBytes).toBe('for allfor the tapfor all again'.length);
  dialler.destroyAll();
  close();
});
