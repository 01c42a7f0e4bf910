import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Served } from '../../../transports/start-host.ts';
import { countsOf } from '../../counts.ts';
import type { Live } from '../../live.ts';
import { turns } from '../../turns.ts';

/** Seconds between events, on average. */
const begin = z.strictObject({ everySeconds: z.number().min(0.5).max(60) });

export interface Asked {
  readonly kept: string;
  readonly closed: string;
}

/** After each answer the connection ends, as with HTTP/1.0: the next question has to open one. */
const closing: Served = {
  id: 'closing',
  mount: ({ app }) => {
    app.use('/poll', (_request: Request, response: Response, next: () => void) => {
      response.set('Connection', 'close');
      next();
    });
  },
};

/** Two hosts of the same events: one keeps connections, one ends each after its answer. */
export default {
  async open(stage) {
    const [kept, closed] = await Promise.all([
      stage.host({ http: '1.1', transports: ['polling'] }),
      stage.host({ http: '1.1', transports: ['polling'], more: [closing] }),
    ]);
    const counting = Object.entries({ kept, closed }).map(([side, { host }]) =>
      countsOf(host, stage.onEnd, (counts) => stage.say({ side, counts })),
    );
    let stop = (): void => {};
    const inTurn = turns();
    return {
      facts: { kept: kept.origin, closed: closed.origin } satisfies Asked,
      actions: {
        begin(input) {
          const { everySeconds } = begin.parse(input);
          return inTurn(async () => {
            stop();
            for (const { begin: count } of counting) count();
            stop = await stage.play([kept, closed], 'live-feed', {
              clients: 1,
              rate: 1 / everySeconds,
              payloadBytes: 60,
            });
          });
        },
      },
    };
  },
} satisfies Live;
