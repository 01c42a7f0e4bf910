import { appendFileSync } from 'node:fs';
import type { Request, Response } from 'express';
import { monotonicUs } from '../../lab/clock.ts';
import { servePage } from '../../transports/bare-page.ts';
import type { Host } from '../../transports/host.ts';
import sse from '../../transports/sse/index.ts';
import { startHost } from '../../transports/start-host.ts';
import websocket from '../../transports/websocket/index.ts';
import { serveTrial } from '../trial-server.ts';
import type { StreamRequest } from './strike.ts';

/**
 * The server of a trial whose clients are pages: it serves them their page, SSE and WebSocket, and notes
 * each request for one of these. Words: the file that it notes them in, which outlives a server that
 * is killed.
 */
const [file = ''] = process.argv.slice(2);

function note(tab: unknown, position: unknown): void {
  const request = { tab: Number(tab), atUs: monotonicUs(), position: position ?? null };
  appendFileSync(file, `${JSON.stringify(request as StreamRequest)}\n`);
}

function mount(host: Host): void {
  servePage(host);
  host.app.use('/sse', ({ query, headers }: Request, _response: Response, next: () => void) => {
    note(query.tab, headers['last-event-id'] ?? query.after);
    next();
  });
  sse.mount(host);
  websocket.mount({
    ...host,
    onUpgrade: (path, handler) =>
      host.onUpgrade(path, (request) => {
        note(request.query.get('tab'), request.query.get('after'));
        // A page that came by the link has the link's port in its origin, and no server knows that one.
        const { origin: _, ...headers } = request.headers;
        handler({ ...request, headers });
      }),
  });
}

serveTrial((options) => startHost({ ...options, transports: [{ ...sse, mount }] }));
