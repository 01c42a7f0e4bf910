import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { monotonicUs } from '../../lab/clock.ts';
import { LabError } from '../../lab/errors.ts';
import { type Cursor, formatCursor } from '../cursor.ts';
import { END_KIND, type LogEvent } from '../event.ts';
import type { Page } from '../event-log.ts';
import { FrameWriter } from '../frame-writer.ts';
import type { Beating } from '../heartbeat-wheel.ts';
import type { Host } from '../host.ts';
import type { Subscriber } from '../hub.ts';
import { encodeTextFrame, webSocketFraming } from './framing.ts';
import { errorMessage, gapMessage, openMessage, readClientMessage } from './messages.ts';
import { webSocketOver } from './over-stream.ts';

const MAX_PAYLOAD_BYTES = 64 * 1024;
/** Bounds every ending: a peer that does not answer our close frame in time is cut. */
const CLOSE_TIMEOUT_MS = 2_000;

/** RFC 6455, 7.4.1, and the IANA registry for 1013. */
const CLOSE = { normal: 1000, goingAway: 1001, unsupportedData: 1003, policy: 1008, tryAgainLater: 1013 };

/**
 * One WebSocket that follows one channel. ws reads, answers pings and closes; what is sent goes
 * to the stream as whole frames, past ws, which would frame each event anew for every subscriber.
 * That is safe because ws queues nothing of its own while permessage-deflate is off.
 */
export class WebSocketSubscriber implements Subscriber, Beating {
  readonly channel: string;
  readonly #host: Host;
  readonly #peers: Set<WebSocketSubscriber>;
  readonly #stream: Duplex;
  readonly #webSocket: WebSocket;
  #writer: FrameWriter | undefined;
  #heartbeatSlot = 0;
  #answered = true;
  #limit: NodeJS.Timeout | undefined;

  /** @param peers where it is found as long as it lives */
  constructor(host: Host, peers: Set<WebSocketSubscriber>, channel: string, stream: Duplex) {
    this.channel = channel;
    this.#host = host;
    this.#peers = peers;
    this.#stream = stream;
    this.#webSocket = webSocketOver(stream, 'server', {
      maxPayloadBytes: MAX_PAYLOAD_BYTES,
      closeTimeoutMs: CLOSE_TIMEOUT_MS,
    });
    this.#webSocket.on('message', (data, isBinary) => void this.#read(data as Buffer, isBinary));
    this.#webSocket.on('pong', () => {
      this.#answered = true;
    });
    // ws has sent the close code already: 1002, 1007, 1009 …
    this.#webSocket.on('error', () => this.#leave());
    this.#webSocket.on('close', () => this.#leave());
  }

  start(after: Cursor | undefined): void {
    this.#peers.add(this);
    this.#heartbeatSlot = this.#host.heartbeats.add(this);
    const { hub, settings } = this.#host;
    const onSlow = (): void => this.#cutAsSlow();
    this.#writer = new FrameWriter(this.#stream, settings.unsentLimitBytes, onSlow, hub.writes);
    const { streamLimitMs } = settings;
    if (streamLimitMs !== undefined) this.#limit = setTimeout(() => this.shutDown(), streamLimitMs);
    hub.whenKnown(this.channel, after, () => {
      if (this.#peers.has(this)) this.goOn(hub.join(this, after));
    });
  }

  /** Says where it starts, and replays what follows. */
  goOn({ events, gap, cursor }: Page): void {
    const [first] = events;
    const startsAt = first === undefined ? cursor : formatCursor(first.epoch, first.id - 1);
    // Together, so that who is cut right after the cursor has heard of the gap before it as well.
    this.#stream.cork();
    this.#writer?.write(encodeTextFrame(openMessage(startsAt)));
    if (gap !== undefined) this.#writer?.write(encodeTextFrame(gapMessage(gap)));
    for (const event of events) {
      this.#writer?.allow(event.frame(webSocketFraming).length);
      this.deliver(event);
    }
    this.#stream.uncork();
  }

  deliver(event: LogEvent): void {
    // RFC 6455, 5.5.1: nothing follows a close frame, and ws sends one by itself when the peer does.
    if (this.#webSocket.readyState !== WebSocket.OPEN) return;
    this.#writer?.write(event.frame(webSocketFraming));
    if (event.kind === END_KIND) this.#close(CLOSE.normal, 'the stream has ended');
  }

  /** RFC 6455, 5.5.2: a peer answers every ping. One that did not since the last turn is gone. */
  beat(): void {
    if (!this.#answered) {
      this.#host.gauges.silentPeersAtUs.push(monotonicUs());
      this.#webSocket.terminate();
      return;
    }
    this.#answered = false;
    this.#webSocket.ping();
  }

  /** The server goes away, or wants this stream to. */
  shutDown(): void {
    this.#close(CLOSE.goingAway, 'the server shuts down');
  }

  async #read(data: Buffer, isBinary: boolean): Promise<void> {
    if (isBinary) {
      this.#close(CLOSE.unsupportedData, 'text messages only');
      return;
    }
    try {
      await this.#host.hub.publishForSure(readClientMessage(data.toString()));
    } catch (error) {
      // Anything else than bad input is a fault of ours and must not look like one of the client's.
      if (!(error instanceof LabError)) throw error;
      this.#writer?.write(encodeTextFrame(errorMessage(error)));
      this.#close(error.status < 500 ? CLOSE.policy : CLOSE.tryAgainLater, error.code);
    }
  }

  /**
   * The close frame queues behind what the peer does not read; should it read after all, it learns
   * the reason, and if not, ws destroys the connection when the close times out.
   */
  #cutAsSlow(): void {
    this.#host.gauges.slowConsumersAtUs.push(monotonicUs());
    this.#close(CLOSE.tryAgainLater, 'slow consumer');
  }

  #close(code: number, reason: string): void {
    this.#leave();
    this.#webSocket.close(code, reason);
  }

  /** Safe to call again: every kind of ending passes here, some twice. */
  #leave(): void {
    clearTimeout(this.#limit);
    this.#host.hub.leave(this);
    this.#host.heartbeats.remove(this, this.#heartbeatSlot);
    this.#peers.delete(this);
  }
}
