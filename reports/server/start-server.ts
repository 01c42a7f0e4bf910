import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { mountFeed } from '../../transports/sse/feed.ts';
import { LIVE_CHANNEL } from '../live-news.ts';
import { BUNDLE, readBundle } from '../page.ts';
import { answerError, unknownAddress } from './answer-error.ts';
import { guard } from './guard.ts';
import { LiveWatch } from './live-watch.ts';
import { RunsFolder } from './runs-folder.ts';
import { addRunRoutes } from './runs-routes.ts';
import { addPageRoutes } from './shell.ts';

const codes = defineErrorCodes({
  'report-port-unusable': 'The report server cannot listen on the port asked for',
});

/** Where its pages are opened, and the only place it listens at unless told otherwise. */
const LOOPBACK = '127.0.0.1';

/** From the first byte of a request to its last, an upload's included. */
const REQUEST_MS = 60_000;
const HEADERS_MS = 10_000;

export interface ReportServerOptions {
  /** The folder of runs; it is made where it is missing. */
  readonly runs: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /**
   * Anything but loopback lets other machines reach what reads, renames and deletes files of its user. In a
   * container, loopback is the container's own.
   */
  readonly address?: string;
  /** The folder of the page's script and styles, as a file URL that ends in a slash. */
  readonly bundle?: URL;
  readonly uploadLimitBytes?: number;
}

export interface ReportServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the stored runs and the pages that show them. Rejects with a LabError. */
export async function startReportServer(options: ReportServerOptions): Promise<ReportServer> {
  const { bundle = BUNDLE, address = LOOPBACK } = options;
  await readBundle(bundle);
  const folder = await RunsFolder.open(options.runs);
  let port = 0;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(guard(() => port));
  const feed = mountFeed(app, LIVE_CHANNEL);
  const watch = new LiveWatch(folder, feed);
  const routes = addRunRoutes(app, folder, () => watch.tellChange(), options.uploadLimitBytes);
  addPageRoutes(app, bundle);
  app.use(unknownAddress);
  app.use(answerError);
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS }, app);
  port = await listen(server, options.port, address);
  return {
    url: `http://${LOOPBACK}:${port}/`,
    async close() {
      watch.close();
      feed.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, routes.close()]);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new LabError(codes['report-port-unusable'], {
          expected: `to listen on ${host} port ${port}`,
          got: error.code === 'EADDRINUSE' ? 'a port that another program uses' : error.message,
          remedy: 'Choose another with --port; 0 lets the system choose.',
        }),
      );
    });
    server.listen({ port, host }, () => resolve((server.address() as AddressInfo).port));
  });
}
