import type { Socket } from 'node:net';
import { monotonicUs } from '../../lab/clock.ts';
import { type Cursor, formatCursor } from '../cursor.ts';
import { END_KIND, type LogEvent } from '../event.ts';
import type { Page } from '../event-log.ts';
import { FrameWriter } from '../frame-writer.ts';
import type { Host } from '../host.ts';
import type { Subscriber } from '../hub.ts';
import { lineFraming, lineOf } from './lines.ts';

/** One socket that follows one channel: one write per event. */
export class RawSubscriber implements Subscriber {
  readonly channel: string;
  readonly #host: Host;
  readonly #peers: Set<RawSubscriber>;
  readonly #socket: Socket;
  #writer: FrameWriter | undefined;
  #limit: NodeJS.Timeout | undefined;

  /** @param peers where it is found as long as it lives */
  constructor(host: Host, peers: Set<RawSubscriber>, channel: string, socket: Socket) {
    this.channel = channel;
    this.#host = host;
    this.#peers = peers;
    this.#socket = socket;
    socket.once('close', () => this.#leave());
    // What a client says after its first line means nothing, but its end must be noticed.
    socket.resume();
  }

  start(after: Cursor | undefined): void {
    this.#peers.add(this);
    const { hub, settings } = this.#host;
    const onSlow = (): void => this.#cutAsSlow();
    this.#writer = new FrameWriter(this.#socket, settings.unsentLimitBytes, onSlow, hub.writes);
    const { streamLimitMs } = settings;
    if (streamLimitMs !== undefined) this.#limit = setTimeout(() => this.end(), streamLimitMs);
    hub.whenKnown(this.channel, after, () => {
      if (this.#peers.has(this)) this.goOn(hub.join(this, after));
    });
  }

  /** Says where it starts, and replays what follows. */
  goOn({ events, gap, cursor }: Page): void {
    const [first] = events;
    const startsAt = first === undefined ? cursor : formatCursor(first.epoch, first.id - 1);
    // Together, so that who is cut right after the cursor has heard of the gap before it as well.
    this.#socket.cork();
    this.#writer?.write(lineOf({ cursor: startsAt }));
    if (gap !== undefined) this.#writer?.write(lineOf({ gap }));
    for (const event of events) {
      this.#writer?.allow(event.frame(lineFraming).length);
      this.deliver(event);
    }
    this.#socket.uncork();
  }

  deliver(event: LogEvent): void {
    this.#writer?.write(event.frame(lineFraming));
    if (event.kind === END_KIND) this.end();
  }

  /** Closes once everything is sent, without waiting for the peer to close as well. */
  end(): void {
    this.#leave();
    this.#socket.destroySoon();
  }

  #cutAsSlow(): void {
    this.#host.gauges.slowConsumersAtUs.push(monotonicUs());
    this.#leave();
    this.#socket.destroy();
  }

  /** Safe to call again: every kind of ending passes here, some twice. */
  #leave(): void {
    clearTimeout(this.#limit);
    this.#host.hub.leave(this);
    this.#peers.delete(this);
  }
}
