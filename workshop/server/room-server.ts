import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
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

const codes = defineErrorCodes({
  'room-body-malformed': 'What a participant sent is no prediction',
});

const REQUEST_MS = 10_000;
/** A stream and a request for each participant, and as many again who come back. */
const MOST_CONNECTIONS = 1_200;
const BODY_LIMIT_BYTES = 512;
/** Twenty who answer in one second are told of once or four times, not twenty times. */
const NEWS_MS = 250;

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
  readonly onPrediction: () => void;
}

/**
 * The only part of the workshop that others on the network reach: a server of its own, which knows one page, its
 * news, and predictions, all behind a token that is new with every start.
 */
export async function openRoom({
  classroom,
  address,
  port,
  bundle,
  onPrediction,
}: RoomOptions): Promise<Room> {
  const token = randomBytes(9).toString('base64url');
  const names = address === '0.0.0.0' ? [...ownAddresses(), 'localhost'] : [address];
  let bound = 0;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(guard(() => bound, { names }));
  const behindToken = express();
  app.use(`/${token}`, behindToken);
  const feed = addParticipantRoutes(behindToken, bundle, classroom, onPrediction);
  app.use(unknownAddress);
  app.use(answerError);
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, app);
  server.maxConnections = MOST_CONNECTIONS;
  bound = await listen(server, port, address);
  let timer: NodeJS.Timeout | undefined;
  return {
    url: `http://${names[0]}:${bound}/${token}/`,
    get listeners() {
      return feed.listeners;
    },
    tell() {
      timer ??= setTimeout(() => {
        timer = undefined;
        feed.publish('class', classroom.state satisfies ClassState);
      }, NEWS_MS);
    },
    async close() {
      clearTimeout(timer);
      feed.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function addParticipantRoutes(
  app: Express,
  bundle: URL,
  classroom: Classroom,
  onPrediction: () => void,
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
      onPrediction();
      response.json(classroom.state);
    },
  );
  const feed = mountFeed(app, ROOM_CHANNEL);
  addPageRoutes(app, bundle, { pages: ['/'], assets: 'assets', kind: 'room' });
  return feed;
}

/** Addresses of this machine that others of its network may reach, the likeliest first. */
function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const outside = all.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return [...outside.map(({ address }) => address), '127.0.0.1'];
}
