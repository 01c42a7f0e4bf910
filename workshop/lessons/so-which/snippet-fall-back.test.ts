import { createServer, type ServerResponse } from 'node:http';
import { EventSource } from 'eventsource';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '../../../transports/listen.ts';
import { followOrPoll } from './snippet-fall-back.ts';

// Node has none of its own; in a page it is the browser's.
beforeEach(() => void vi.stubGlobal('EventSource', EventSource));
afterEach(() => void vi.unstubAllGlobals());

const INTERVAL_MS = 10;
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 5 });

/** A server whose stream ends with a 502, and whose polls are answered by the test. */
async function serve() {
  let streams = 0;
  const polls: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/poll') polls.push(response);
    else if (streams++ === 0) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end('retry: 10\ndata: {"by":"stream"}\n\n');
    } else response.writeHead(502).end();
  });
  const at = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { urls: { stream: `${at}/stream`, poll: `${at}/poll` }, polls };
}

test('the falling back snippet hears the stream, and polls once the stream is given up, through answers that are none', async () => {
  const { urls, polls } = await serve();
  const heard: unknown[] = [];
  const stop = followOrPoll(urls, (data) => heard.push(data), INTERVAL_MS);
  onTestFinished(stop);
  const answer = async (nth: number, body: string | undefined): Promise<void> => {
    await eventually(() => polls.length).toBe(nth);
    if (body === undefined) polls[nth - 1]?.destroy();
    else polls[nth - 1]?.end(body);
  };
  await answer(1, '<html>');
  await answer(2, undefined);
  await answer(3, '{"by":"poll"}');
  await eventually(() => heard).toEqual([{ by: 'stream' }, { by: 'poll' }]);
});

test('the falling back snippet asks no second time before it was answered, and hears nothing after its stop', async () => {
  const { urls, polls } = await serve();
  const heard: unknown[] = [];
  const asked: Promise<Response>[] = [];
  const really = fetch;
  vi.stubGlobal('fetch', (...question: Parameters<typeof fetch>) => {
    const answer = really(...question);
    if (question[0] === urls.poll) asked.push(answer);
    return answer;
  });
  const stop = followOrPoll(urls, (data) => heard.push(data), INTERVAL_MS);
  await eventually(() => polls.length).toBe(1);
  // Longer than several intervals of its longest.
  await new Promise((resolve) => setTimeout(resolve, 10 * INTERVAL_MS));
  expect(asked).toHaveLength(1);
  // The answer is there, its content not yet read.
  polls[0]?.writeHead(200).write('{"by":');
  await asked[0];
  stop();
  polls[0]?.end('"poll"}');
  await new Promise((resolve) => setTimeout(resolve, 10 * INTERVAL_MS));
  expect(heard).toEqual([{ by: 'stream' }]);
  expect(asked).toHaveLength(1);
});
