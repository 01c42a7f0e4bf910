import { monotonicUs } from '../../../lab/clock.ts';
import sse from '../../../transports/sse/index.ts';
import { Followers } from '../../followers.ts';
import type { Live } from '../../live.ts';

const EVENT_BYTES = 40_000;
const EVERY_MS = 50;
const LIMIT_BYTES = 1024 * 1024;
const TELL_MS = 250;

export interface Reading {
  readonly isReading: boolean;
  readonly heard: number;
  readonly published: number;
  /** Published since it stopped reading. */
  readonly behindMegabytes: number;
  readonly cuts: number;
}

/** A client of the lab that can stop reading, and the reader's own page beside it on the same channel. */
export default {
  async open(stage) {
    const { host, origin } = await stage.host({
      http: '1.1',
      transports: ['sse'],
      unsentLimitBytes: LIMIT_BYTES,
      // A slow one that comes back is not to be given all that it missed.
      logCapacity: 16,
    });
    const followers = new Followers({ seed: 'slow reader', onEnd: stage.onEnd });
    let heard = 0;
    let isReading = true;
    let stoppedAt = 0;
    const client = await followers.follow({
      transport: sse,
      browser: followers.browser(host),
      channel: 'feed',
      sink: {
        onEvent: () => {
          heard++;
        },
      },
    });
    const data = { text: 'x'.repeat(EVENT_BYTES) };
    let published = 0;
    const feed = setInterval(() => {
      const event = { channel: 'feed', kind: 'message', source: 'feed', seq: ++published, data };
      host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
    }, EVERY_MS);
    const telling = setInterval(() => {
      const behind = isReading ? 0 : published - stoppedAt;
      stage.say({
        isReading,
        heard,
        published,
        behindMegabytes: (behind * EVENT_BYTES) / 1e6,
        cuts: host.gauges.slowConsumersAtUs.length,
      } satisfies Reading);
    }, TELL_MS);
    stage.onEnd(() => {
      clearInterval(feed);
      clearInterval(telling);
    });
    return {
      facts: { origin },
      actions: {
        stop() {
          if (!isReading) return;
          isReading = false;
          stoppedAt = published;
          client.pause();
        },
        goOn() {
          isReading = true;
          client.resume();
        },
      },
    };
  },
} satisfies Live;
