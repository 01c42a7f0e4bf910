import { createServer } from 'node:http';
import express, { type Request, type Response } from 'express';
import { monotonicUs, unixUs } from '../../lab/clock.ts';
import { readBundle } from '../../reports/page.ts';
import { answerError, unknownAddress } from '../../reports/server/answer-error.ts';
import { guard } from '../../reports/server/guard.ts';
import { addPageRoutes } from '../../reports/server/shell.ts';
import type { TlsIdentity } from '../../transports/host.ts';
import { listen } from '../../transports/listen.ts';
import { Classroom } from '../classroom.ts';
import { loadLessons } from '../load-parts.ts';
import { addClassRoutes } from './class-routes.ts';
import { addDemoRoutes } from './demo-routes.ts';
import { keptIdentity } from './identity.ts';
import { readCourse } from './read-course.ts';
import { openRoom, type Room } from './room-server.ts';
import { tabPage } from './tab-page.ts';

const BUNDLE = new URL('../dist/', import.meta.url);

const LOOPBACK = '127.0.0.1';
const REQUEST_MS = 60_000;
const HEADERS_MS = 10_000;
/** What a page of the course is opened at; the page decides by the address. */
const PAGES = ['/', '/lessons/:id', '/screen', '/presenter', '/handout', '/plan', '/claims'];
/** Hosts of demonstrations are on ports of their own. */
const FRAMES = [`http://${LOOPBACK}:*`, `https://${LOOPBACK}:*`];

export interface WorkshopOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** The door for participants; closed where absent. */
  readonly room?: { readonly address: string; readonly port: number };
  /** Tried first by hosts with TLS; 0 lets the system choose. */
  readonly tlsPort?: number;
  readonly identity?: () => Promise<TlsIdentity>;
  /** The folder of the pages' script and styles, as a file URL that ends in a slash. */
  readonly bundle?: URL;
}

export interface Workshop {
  readonly url: string;
  /** Where participants join. */
  readonly roomUrl?: string;
  /** Live demonstrations under way. */
  readonly demos: number;
  close(): Promise<void>;
}

/** Serves the course on this machine and, where asked to, a room for participants. Rejects with a LabError. */
export async function startWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const { bundle = BUNDLE, tlsPort = 0, identity = keptIdentity } = options;
  await readBundle(bundle);
  const classroom = new Classroom(await loadLessons(), unixUs());
  let port = 0;
  let room: Room | undefined;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(guard(() => port, { frames: FRAMES }));
  const origins = (): string[] => [LOOPBACK, 'localhost'].map((name) => `http://${name}:${port}`);
  const demos = addDemoRoutes(app, { identity, tlsPort, tabPage: tabPage(bundle, origins) });
  const teaching = addClassRoutes(
    app,
    classroom,
    () => room,
    () => demos.close(),
  );
  app.get('/api/clock', (_request: Request, response: Response) => {
    response.json({ monotonicUs: monotonicUs() });
  });
  app.get('/api/course', async (_request: Request, response: Response) => {
    response.json(await readCourse());
  });
  addPageRoutes(app, bundle, { pages: PAGES, kind: 'workshop' });
  app.use(unknownAddress);
  app.use(answerError);
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS }, app);
  port = await listen(server, options.port, LOOPBACK);
  const close = async (): Promise<void> => {
    await demos.close();
    teaching.close();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, room?.close()]);
  };
  if (options.room !== undefined) {
    try {
      room = await openRoom({ ...options.room, classroom, bundle, onChange: () => teaching.tell() });
    } catch (error) {
      await close();
      throw error;
    }
  }
  return {
    url: `http://${LOOPBACK}:${port}/`,
    ...(room && { roomUrl: room.url }),
    get demos() {
      return demos.running;
    },
    close,
  };
}
