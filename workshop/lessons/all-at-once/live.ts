import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import longPolling from '../../../transports/long-polling/index.ts';
import type { Served } from '../../../transports/start-host.ts';
import { Followers } from '../../followers.ts';
import type { Live } from '../../live.ts';
import { turns } from '../../turns.ts';

const CLIENTS = 100;
const BIN_MS = 5;
const BINS = 40;
/** After that the picture is whole. */
const WATCH_MS = BIN_MS * BINS + 50;
const SPREAD_MS = 150;

export interface Picture {
  readonly clients: number;
  readonly binMs: number;
  /** Requests in each bin after the event. */
  readonly perBin: readonly number[];
}

const input = z.strictObject({ spread: z.boolean() });

/** A hundred of the lab's own long pollers in this process, and one event at a time to all of them. */
export default {
  async open(stage) {
    const arrivalsUs: number[] = [];
    let spread = false;
    const noting: Served = {
      id: 'noting',
      mount: ({ app }) => {
        app.use('/long-poll', (_request: unknown, _response: unknown, next: () => void) => {
          arrivalsUs.push(monotonicUs());
          next();
        });
      },
    };
    const { host } = await stage.host({ http: '1.1', transports: ['long-polling'], more: [noting] });
    const followers = new Followers({ seed: 'all at once', onEnd: stage.onEnd });
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const client = await followers.follow({
          transport: longPolling,
          browser: followers.browser(host),
          channel: 'feed',
          sink: {
            onEvent: () => {
              if (!spread) return;
              // It asks no more until its own moment has come.
              client.pause();
              setTimeout(() => client.resume(), Math.random() * SPREAD_MS);
            },
          },
        });
      }),
    );
    let seq = 0;
    const inTurn = turns();
    return {
      facts: { clients: CLIENTS },
      actions: {
        publish(said) {
          const asked = input.parse(said);
          return inTurn(async () => {
            ({ spread } = asked);
            const atUs = monotonicUs();
            arrivalsUs.length = 0;
            const event = { channel: 'feed', kind: 'message', source: 'press', seq: ++seq, data: null };
            host.hub.publish({ ...event, intendedAtUs: atUs });
            await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
            const perBin = Array.from({ length: BINS }, () => 0);
            for (const arrivedUs of arrivalsUs) {
              const bin = Math.floor((arrivedUs - atUs) / (BIN_MS * 1e3));
              if (bin < BINS) perBin[bin] = (perBin[bin] ?? 0) + 1;
            }
            return { clients: CLIENTS, binMs: BIN_MS, perBin } satisfies Picture;
          });
        },
      },
    };
  },
} satisfies Live;
