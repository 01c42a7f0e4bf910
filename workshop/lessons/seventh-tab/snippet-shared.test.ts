import type { Request, Response } from 'express';
import { build } from 'vite';
import { expect } from 'vitest';
import { useChromium } from '../../../reports/test-chromium.ts';
import { servePage } from '../../../transports/bare-page.ts';
import sse from '../../../transports/sse/index.ts';
import { startHost } from '../../../transports/start-host.ts';

const { inChromium, visit } = useChromium();

inChromium('two tabs that share by the snippet have one stream, and the second takes over', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: {
        entry: new URL('./snippet-shared.ts', import.meta.url).pathname,
        formats: ['es'],
        fileName: 'x',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  const host = await startHost({
    http: '1.1',
    transports: [
      {
        ...sse,
        mount: (own) => {
          servePage(own);
          own.app.get('/shared.js', (_request: Request, response: Response) => {
            response.type('js').send(chunk !== undefined && 'code' in chunk ? chunk.code : '');
          });
          sse.mount(own);
        },
      },
    ],
  });
  const origin = `http://127.0.0.1:${host.port}`;
  const { page } = await visit(`${origin}/page`, 'html');
  const other = await page.context().newPage();
  await other.goto(`${origin}/page`);
  const heard: string[][] = [[], []];
  for (const [index, tab] of [page, other].entries()) {
    await tab.exposeFunction('heard', (data: string) => heard[index]?.push(JSON.parse(data).data));
    await tab.addScriptTag({
      type: 'module',
      content: `import { followTogether } from '/shared.js'; followTogether('/sse?channel=room', heard);`,
    });
  }
  let seq = 0;
  const publish = (data: string): void => {
    host.hub.publish({ channel: 'room', kind: 'message', source: 't', seq: ++seq, intendedAtUs: 1, data });
  };
  await expect.poll(() => host.hub.subscribers, { timeout: 10_000 }).toBe(1);
  publish('both');
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([['both'], ['both']]);
  await page.close();
  // The leader's stream ends, and the other one's begins.
  await expect.poll(() => host.connections.snapshot().httpRequests, { timeout: 10_000 }).toBe(6);
  await expect.poll(() => host.hub.subscribers, { timeout: 10_000 }).toBe(1);
  publish('one');
  await expect.poll(() => heard[1], { timeout: 10_000 }).toEqual(['both', 'one']);
  await page.context().close();
  await host.close();
});
