import type { Request, Response } from 'express';
import { build } from 'vite';
import { expect } from 'vitest';
import { useChromium } from '../../../reports/test-chromium.ts';
import { servePage } from '../../../transports/bare-page.ts';
import sse from '../../../transports/sse/index.ts';
import { startHost } from '../../../transports/start-host.ts';

const { inChromium, visit } = useChromium();

inChromium(
  'tabs that share by the snippet have one stream, and go on without a hole, whoever closes and whatever a gateway says',
  async () => {
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
    let isAway = false;
    let refused = 0;
    const host = await startHost({
      http: '1.1',
      retryMs: 20,
      transports: [
        {
          ...sse,
          mount: (own) => {
            servePage(own);
            own.app.get('/shared.js', (_request: Request, response: Response) => {
              response.type('js').send(chunk !== undefined && 'code' in chunk ? chunk.code : '');
            });
            own.app.use('/sse', (_request: Request, response: Response, next: () => void) => {
              if (!isAway) return next();
              refused++;
              response.status(502).end();
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
        content: `
        import { followTogether } from '/shared.js';
        const open = (after) => new EventSource('/sse?channel=room' + (after && '&after=' + after));
        followTogether('room', open, heard);
        document.title = 'follows';`,
      });
      await tab.waitForFunction(() => document.title === 'follows');
    }
    let seq = 0;
    const publish = (data: string): void => {
      host.hub.publish({ channel: 'room', kind: 'message', source: 't', seq: ++seq, intendedAtUs: 1, data });
    };
    const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });
    await eventually(() => host.hub.subscribers).toBe(1);
    publish('a');
    await eventually(() => heard).toEqual([['a'], ['a']]);
    // The stream is cut, and its EventSource is answered 502, which ends it for good.
    isAway = true;
    for (const socket of host.connections.sockets()) socket.destroy();
    publish('b');
    await eventually(() => refused).toBeGreaterThan(1);
    isAway = false;
    await eventually(() => heard).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(host.hub.subscribers).toBe(1);
    // One of the two closes while nobody can be asked.
    isAway = true;
    for (const socket of host.connections.sockets()) socket.destroy();
    publish('c');
    await page.close();
    isAway = false;
    await eventually(() => heard[1]).toEqual(['a', 'b', 'c']);
    publish('d');
    await eventually(() => heard[1]).toEqual(['a', 'b', 'c', 'd']);
    await page.context().close();
    await host.close();
  },
);
