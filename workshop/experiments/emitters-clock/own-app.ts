import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from 'express';
import { monotonicUs } from '../../../lab/clock.ts';
import { defineErrorCodes, LabError } from '../../../lab/errors.ts';
import { addErrorRoutes, createApp } from '../../../transports/express-app.ts';
import { SseEmitter } from '../../../transports/sse/emitter.ts';
import { HttpEventResponse } from '../../../transports/sse/event-response.ts';
import { sseEvent } from '../../../transports/sse/framing.ts';
import { WriteTimes } from '../../../transports/write-times.ts';
import type { Calls, EmitterApp } from './emitter-app.ts';

const codes = defineErrorCodes({
  'emitter-told-to-fail': 'An emitter of a lesson was told to fail',
});

/** One emitter, and what it called back. */
export interface Observed {
  readonly emitter: SseEmitter;
  readonly calls: Calls;
}

export function observe(
  timeoutMs: number | undefined,
  completesOnTimeout: boolean,
  Emitter: typeof SseEmitter = SseEmitter,
): Observed {
  const emitter = new Emitter(timeoutMs);
  const calls: Calls = [];
  const madeAtUs = monotonicUs();
  const note = (call: string) => () => {
    calls.push({ call, atMs: Math.round((monotonicUs() - madeAtUs) / 1e3) });
  };
  emitter.onTimeout(note('timeout'));
  if (completesOnTimeout) emitter.onTimeout(() => emitter.complete());
  emitter.onError(note('error'));
  emitter.onCompletion(note('completion'));
  return { emitter, calls };
}

/** Starts the lab's emitter as an application; a planted opposite has emitters of another kind. */
export async function startOwnApp(make: typeof observe = observe): Promise<EmitterApp> {
  const app = createApp('1.1');
  const byName = new Map<string, Observed>();
  /** What everybody writes first: skips one where another leaves. */
  const plain: SseEmitter[] = [];
  const safe = new Set<SseEmitter>();

  app.get('/emitters', ({ query }: Request, response: Response) => {
    const timeoutMs = query.timeoutMs === undefined ? undefined : Number(query.timeoutMs);
    const observed = make(timeoutMs, query.completesOnTimeout === 'true');
    const { emitter } = observed;
    byName.set(String(query.name), observed);
    if (query.registry === 'plain') {
      plain.push(emitter);
      emitter.onCompletion(() => plain.splice(plain.indexOf(emitter), 1));
    } else if (query.registry === 'safe') {
      safe.add(emitter);
      emitter.onCompletion(() => safe.delete(emitter));
    }
    emitter.start(new HttpEventResponse(response, 65_536, () => {}, new WriteTimes()));
  });

  const acts: Readonly<Record<string, (emitter: SseEmitter) => void>> = {
    send: (emitter) => emitter.send('x'),
    comment: (emitter) => emitter.send(sseEvent().comment('')),
    complete: (emitter) => emitter.complete(),
    fail: (emitter) => emitter.completeWithError(toldToFail()),
  };
  app.post('/emitters/:name/:act', ({ params }: Request, response: Response) => {
    const emitter = byName.get(String(params.name))?.emitter;
    const act = acts[String(params.act)];
    if (emitter === undefined || act === undefined) {
      response.status(404).json({});
      return;
    }
    try {
      act(emitter);
      response.json({ outcome: 'done' });
    } catch (refused) {
      response.json({ outcome: refused instanceof LabError ? refused.code : String(refused) });
    }
  });
  app.get('/emitters/:name/calls', ({ params }: Request, response: Response) => {
    const calls = byName.get(String(params.name))?.calls;
    response.status(calls === undefined ? 404 : 200).json(calls ?? []);
  });

  app.post('/broadcast', async ({ query }: Request, response: Response) => {
    let sent = 0;
    for (const emitter of query.registry === 'plain' ? plain : safe) {
      emitter.send('x');
      sent++;
      await new Promise((resolve) => setTimeout(resolve, Number(query.pauseMs)));
    }
    response.json({ sent, failure: '' });
  });
  // For a browser: a page of the same origin.
  app.get('/versions', (_request: Request, response: Response) => void response.json({}));
  addErrorRoutes(app);

  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    versions: { node: process.versions.node },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const toldToFail = (): LabError =>
  new LabError(codes['emitter-told-to-fail'], {
    expected: 'something to send',
    got: 'a failure',
    status: 500,
  });
