import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { answerError, unknownAddress } from '../../reports/server/answer-error.ts';
import { guard } from '../../reports/server/guard.ts';
import { addPageRoutes } from '../../reports/server/shell.ts';
import { listen } from '../../transports/listen.ts';
import { type Feed, mountFeed } from '../../transports/sse/feed.ts';
import type { Classroom, ClassState } from '../classroom.ts';
import { ROOM_CHANNEL } from '../room.ts';
import { gathered } from './gathered.ts';
import { ownAddresses } from './own-addresses.ts';

const codes = defineErrorCodes({
  'room-body-malformed': 'What a participant sent is no prediction',
});

const REQUEST_MS = 10_000;
/** A stream and a request for each participant, and as many again who come back. */
const MOST_CONNECTIONS = 1_200;
const BODY_LIMIT_BYTES = 512;
/** Of one address, behind which may be a whole class: nobody takes every place. */
const MOST_CONNECTIONS_OF_ONE = 400;

const prediction = z.strictObject({
  participant: z.string().regex(/^[0-9a-f]{32}$/, '32 hexadecimal digits'),
  lesson: z.string().max(64),
  answer: z.number(),
});

export interface Room {
  /** What participants open, with the token in it. */
  readonly url: string;
  /** How many listen at the moment. */
  readonly listeners: number;
  tell(): void;
  close(): Promise<void>;
}

export interface RoomOptions {
  readonly classroom: Classroom;
  /** The address to listen on: one of this machine's, or 0.0.0.0. */
  readonly address: string;
  readonly port: number;
  readonly bundle: URL;
  /** Somebody predicted, came or went. */
  readonly onChange: () => void;
}

/**
 * The only part of the workshop that others on the network reach: a server of its own, which knows one page, its
 * news, and predictions, all behind a token that is new with every start.
 */
export async function openRoom(options: RoomOptions): Promise<Room> {
  const { classroom, address, port } = options;
  const token = randomBytes(9).toString('base64url');
  const names = address === '0.0.0.0' ? [...ownAddresses(), '127.0.0.1', 'localhost'] : [address];
  let bound = 0;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.use(guard(() => bound, { names }));
  const behindToken = express();
  app.use(`/${token}`, (request: Request, response: Response, next: () => void) => {
    // Without the last slash the page would look for its script beside the token.
    if (request.originalUrl.startsWith(`/${token}/`)) next();
    else response.redirect(308, `/${token}/`);
  });
  app.use(`/${token}`, behindToken);
  const tell = gathered(() => feed.publish('class', classroom.state satisfies ClassState));
  const feed = addParticipantRoutes(behindToken, options, tell);
  app.use(unknownAddress);
  app.use(answerError);
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, app);
  server.maxConnections = MOST_CONNECTIONS;
  limitEach(server);
  bound = await listen(server, port, address);
  return {
    url: `http://${names[0]}:${bound}/${token}/`,
    get listeners() {
      return feed.listeners;
    },
    tell,
    async close() {
      feed.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function addParticipantRoutes(
  app: Express,
  { bundle, classroom, onChange }: RoomOptions,
  tell: () => void,
): Feed {
  app.set('query parser', 'simple');
  app.get('/class', (_request: Request, response: Response) => {
    response.json(classroom.state);
  });
  app.post(
    '/predictions',
    express.json({ limit: BODY_LIMIT_BYTES }),
    (request: Request, response: Response) => {
      const result = prediction.safeParse(request.body);
      if (!result.success) {
        throw new LabError(codes['room-body-malformed'], {
          expected: 'a prediction {participant, lesson, answer}',
          got: result.error.issues
            .map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
            .join('; '),
        });
      }
      const { participant, lesson, answer } = result.data;
      classroom.predict(participant, lesson, answer);
      onChange();
      tell();
      response.json(classroom.state);
    },
  );
  app.get('/sse', (_request: Request, response: Response, next: () => void) => {
    onChange();
    response.once('close', onChange);
    next();
  });
  const feed = mountFeed(app, ROOM_CHANNEL);
  addPageRoutes(app, bundle, { pages: ['/'], assets: 'assets', kind: 'room' });
  return feed;
}

function limitEach(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const from = String(socket.remoteAddress);
    const count = (by: number): number => {
      const now = (open.get(from) ?? 0) + by;
      if (now === 0) open.delete(from);
      else open.set(from, now);
      return now;
    };
    socket.once('close', () => count(-1));
    if (count(1) > MOST_CONNECTIONS_OF_ONE) socket.destroy();
  });
}
