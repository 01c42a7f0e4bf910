import express, { type Request, type Response } from 'express';
import { formatCursor } from './cursor.ts';
import { readPublishRequest } from './event.ts';
import { BODY_LIMIT_BYTES } from './express-app.ts';
import type { Host } from './host.ts';

/** Adds `POST /events`: 202 with the event's id; the same (`source`, `seq`) again changes nothing. */
export function addPublishRoute(host: Host): void {
  host.app.post(
    '/events',
    express.json({ limit: BODY_LIMIT_BYTES }),
    async (request: Request, response: Response) => {
      const id = await host.hub.publishForSure(readPublishRequest(request.body));
      response
        .status(202)
        .set('Cache-Control', 'no-store')
        .json({ id, cursor: formatCursor(host.hub.epoch, id) });
    },
  );
}
