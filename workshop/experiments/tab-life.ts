import type { Request, Response } from 'express';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import sse from '../../transports/sse/index.ts';
import { HTTP_VERSIONS, type HttpVersion, type Transport } from '../../transports/transport.ts';
import { follow } from '../chromium/follow.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until, watchFor } from '../until.ts';

const STEPS = ['first tab', 'second tab', 'second tab reloaded', 'second tab closed'] as const;
const PATIENCE_MS = 3_000;
/** That nothing more opens or closes can only be looked at for a while. */
const SETTLED_MS = 300;

const step = z.object({
  step: z.enum(STEPS),
  /** Open at the end of the step, and the TCP connections that they run on. */
  streams: z.number(),
  connections: z.number(),
  /** During it. */
  opened: z.number(),
  closed: z.number(),
});
const figures = z.object({
  versions: z.array(z.object({ http: z.enum(HTTP_VERSIONS), steps: z.array(step) })),
});
export type TabLife = z.infer<typeof figures>;

export default {
  id: 'tab-life',
  title: { en: 'A tab’s connections', ko: '탭과 연결' },
  method: {
    en: 'Two tabs of one Chromium, each with an EventSource: opened one after the other, the second reloaded and then closed, over HTTP/1.1 and HTTP/2. The server counts streams, and the TCP connections under them, after every step.',
    ko: 'Chromium 하나에서 EventSource가 있는 탭 두 개를 차례로 열고, 두 번째 탭을 새로고침한 뒤 닫습니다. HTTP/1.1과 HTTP/2에서 각각, 단계마다 서버가 스트림과 그 아래 TCP 연결을 셉니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, async (page) => void (await follow(page, '/sse?channel=room'))),
  opposites: { 11: (lab) => measure(lab, followInWorker) },
} satisfies Experiment<TabLife>;

/** All tabs of the page's origin share one worker, and its one EventSource. */
const followInWorker = (page: Page): Promise<void> =>
  page.evaluate(() => {
    new SharedWorker('/shared.js');
  });
const WORKER = 'const source = new EventSource("/sse?channel=room"); onconnect = () => source;';

interface Stream {
  readonly connection: number | undefined;
  open: boolean;
}

async function measure(lab: Laboratory, open: (page: Page) => Promise<void>): Promise<TabLife> {
  const browser = await openBrowser(lab);
  const versions = await Promise.all(
    HTTP_VERSIONS.map(async (http) => ({ http, steps: await walk(lab, browser, http, open) })),
  );
  await browser.close();
  return { versions };
}

async function walk(
  lab: Laboratory,
  browser: Awaited<ReturnType<typeof openBrowser>>,
  http: HttpVersion,
  open: (page: Page) => Promise<void>,
): Promise<TabLife['versions'][number]['steps']> {
  const streams: Stream[] = [];
  const { origin } = await openHost(lab, http, [noting(streams)]);
  const first = await openPage(browser, origin);
  const second = await first.context().newPage();
  const isOpen = (): Stream[] => streams.filter((stream) => stream.open);
  const steps: TabLife['versions'][number]['steps'] = [];
  const take = async (
    name: (typeof STEPS)[number],
    expected: { streams: number; opened: number },
    act: () => Promise<unknown>,
  ): Promise<void> => {
    const [before, openBefore] = [streams.length, isOpen().length];
    await act();
    await until(
      () => [isOpen().length, streams.length - before],
      ([now, more]) => now === expected.streams && more === expected.opened,
      { withinMs: PATIENCE_MS, signal: lab.signal },
    );
    await watchFor(SETTLED_MS, lab.signal);
    const opened = streams.length - before;
    steps.push({
      step: name,
      streams: isOpen().length,
      connections: new Set(isOpen().map(({ connection }) => connection)).size,
      opened,
      closed: openBefore + opened - isOpen().length,
    });
  };
  await take('first tab', { streams: 1, opened: 1 }, () => open(first));
  await take('second tab', { streams: 2, opened: 1 }, async () => {
    await second.goto(`${origin}/page`);
    await open(second);
  });
  await take('second tab reloaded', { streams: 2, opened: 1 }, async () => {
    await second.reload();
    await open(second);
  });
  await take('second tab closed', { streams: 1, opened: 0 }, () => second.close());
  await first.context().close();
  return steps;
}

const noting = (streams: Stream[]): Transport => ({
  ...sse,
  mount: (host) => {
    host.app.get('/shared.js', (_request: Request, response: Response) => {
      response.type('js').send(WORKER);
    });
    host.app.use('/sse', (request: Request, response: Response, next: () => void) => {
      const stream: Stream = { connection: request.socket.remotePort, open: true };
      streams.push(stream);
      response.once('close', () => {
        stream.open = false;
      });
      next();
    });
    sse.mount(host);
  },
});
