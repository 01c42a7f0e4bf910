import { createServer, request } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { answerError } from '../../reports/server/answer-error.ts';
import { ask } from '../../reports/server/test-request.ts';
import { listen } from '../../transports/listen.ts';
import { until } from '../test-driver.ts';
import { listeningServers } from '../test-workshop.ts';
import { addDemoRoutes } from './demo-routes.ts';

const closes: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

async function serve() {
  const app = express();
  const identity = (): Promise<never> => Promise.reject(new Error('no lesson here has TLS'));
  const demos = addDemoRoutes(app, { identity, tlsPort: 0, tabPage: { id: 'tab', mount: () => {} } });
  app.use(answerError);
  const server = createServer(app);
  const port = await listen(server, 0, '127.0.0.1');
  closes.push(
    () => server.close(),
    () => server.closeAllConnections(),
    () => demos.close(),
  );
  const url = `http://127.0.0.1:${port}/api/demos/`;
  const start = (lesson: string) => {
    const asked = request(`${url}${lesson}`, { method: 'POST' });
    asked.on('error', () => {});
    asked.end();
    const line = new Promise<{ session: string }>((resolve) => {
      asked.on('response', (answer) => answer.once('data', (chunk) => resolve(JSON.parse(String(chunk)))));
    });
    return { line, stop: () => asked.destroy() };
  };
  return { demos, url, start };
}

test('who leaves while the demonstration is still being loaded leaves nothing behind', async () => {
  const { demos, start } = await serve();
  const before = listeningServers();
  const { stop } = start('four-ways');
  while (demos.running === 0) await turn();
  stop();
  await until(
    'it is over',
    () => demos.running,
    (count) => count === 0,
  );
  await until('its servers are gone', listeningServers, (count) => count === before);
});

test('a demonstration that cannot open gives its place back, and says why', async () => {
  const { demos, url } = await serve();
  const { status, body } = await ask(`${url}no-such-lesson`, { method: 'POST' });
  expect(status).toBe(404);
  expect(body).toMatchObject({ error: { code: 'demo-unknown' } });
  expect(demos.running).toBe(0);
});

test('an action is refused what it cannot take, with what was wrong', async () => {
  const { url, start } = await serve();
  const { session } = await start('asking-for-nothing').line;
  const { status, body } = await ask(`${url}${session}/begin`, {
    method: 'POST',
    body: '{"everySeconds":"often"}',
  });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { code: 'demo-input-malformed' } });
});
