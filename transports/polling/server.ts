import type { Request, Response } from 'express';
import { monotonicUs } from '../../lab/clock.ts';
import { parseCursor } from '../cursor.ts';
import { readChannel } from '../event.ts';
import { leavesAtOnce } from '../frame-writer.ts';
import type { Host } from '../host.ts';
import { sendPage } from '../page-answer.ts';

/** `GET /poll?channel=C&after=N` answers at once with whatever is new. */
export function mount({ app, hub }: Host): void {
  app.get('/poll', (request: Request, response: Response) => {
    const askedAtUs = monotonicUs();
    const channel = readChannel(request.query.channel);
    const { after } = request.query;
    const cursor = after === undefined ? undefined : parseCursor(String(after));
    hub.whenKnown(channel, cursor, () => {
      const page = hub.read(channel, cursor);
      sendPage(response, page, cursor === undefined);
      hub.writes.answered(page.events, askedAtUs, leavesAtOnce(response));
    });
  });
}
