import type { Request, Response } from 'express';
import { monotonicUs } from '../../../lab/clock.ts';
import { SseEmitter } from '../../../transports/sse/emitter.ts';
import { HttpEventResponse } from '../../../transports/sse/event-response.ts';
import { sseEvent } from '../../../transports/sse/framing.ts';
import type { Served } from '../../../transports/start-host.ts';
import { WriteTimes } from '../../../transports/write-times.ts';
import type { Live, Stage } from '../../live.ts';

const TIMEOUT_MS = 5_000;
const EVERY_MS = 1_000;

/** How the emitters of the demonstration differ. */
const KINDS = ['busy', 'empty', 'comment'] as const;
export type Kind = (typeof KINDS)[number];

export interface Clock {
  readonly origin: string;
  readonly timeoutMs: number;
}

/** What an emitter called back, and when after its start. */
export interface Called {
  readonly kind: Kind;
  /** Which emitter, counted from 1. */
  readonly emitter: number;
  readonly call: 'start' | 'timeout' | 'completion';
  readonly atMs: number;
}

/** `GET /sse?channel=<kind>`: one emitter of that kind for each request. */
const emitters = (stage: Stage): Served => ({
  id: 'emitters',
  mount: ({ app }) => {
    let started = 0;
    app.get('/sse', ({ query }: Request, response: Response) => {
      const kind = KINDS.find((one) => one === query.channel);
      if (kind === undefined) {
        response.status(404).end();
        return;
      }
      const emitter = new SseEmitter(TIMEOUT_MS);
      const startUs = monotonicUs();
      const nth = ++started;
      const tell = (call: Called['call']): void => {
        const atMs = Math.round((monotonicUs() - startUs) / 1e3);
        stage.say({ kind, emitter: nth, call, atMs } satisfies Called);
      };
      let seq = 0;
      const send = (): void => {
        const atUs = monotonicUs();
        const head = { id: ++seq, channel: kind, kind: 'message', source: 'clock', seq };
        const event = { ...head, intendedAtUs: atUs, publishedAtUs: atUs, data: null };
        emitter.send(sseEvent().data(JSON.stringify(event)));
      };
      const timer = kind === 'busy' ? setInterval(send, EVERY_MS) : undefined;
      emitter.onTimeout(() => tell('timeout'));
      emitter.onCompletion(() => {
        clearInterval(timer);
        tell('completion');
      });
      if (kind === 'comment') emitter.send(sseEvent().comment(''));
      emitter.start(new HttpEventResponse(response, 65_536, () => {}, new WriteTimes()));
      tell('start');
    });
  },
});

/** Three emitters with a timeout of 5 s: one that sends, one that does not, one that sent a comment. */
export default {
  async open(stage) {
    const { origin } = await stage.host({ http: '1.1', transports: [], more: [emitters(stage)] });
    return { facts: { origin, timeoutMs: TIMEOUT_MS } satisfies Clock };
  },
} satisfies Live;
