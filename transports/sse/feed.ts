import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { HeartbeatWheel } from '../heartbeat-wheel.ts';
import { Hub } from '../hub.ts';
import { MemoryLog } from '../memory-log.ts';
import { mount } from './server.ts';

const HEARTBEAT_MS = 15_000;
/** What a page missed while it was away for a moment; older news is of no use to it. */
const LOG_CAPACITY = 64;

/** One channel of news from an application that has other work than the lab's transports. */
export interface Feed {
  /** Tells everybody who listens; an EventSource hears kinds other than `message` by their name. */
  publish(kind: string, data: unknown): void;
  readonly listeners: number;
  /** Ends every stream. */
  close(): void;
}

/** Adds `GET /sse?channel=<channel>` to an application, with a log of its own. */
export function mountFeed(app: Express, channel: string): Feed {
  const epoch = randomBytes(4).toString('hex');
  const hub = new Hub(new MemoryLog({ epoch, capacity: LOG_CAPACITY }));
  const heartbeats = new HeartbeatWheel(HEARTBEAT_MS);
  const endings: (() => void | Promise<void>)[] = [];
  mount({
    app,
    hub,
    heartbeats,
    settings: {
      unsentLimitBytes: 1024 * 1024,
      retryMs: 1_000,
      retryJitterMs: 0,
      random: Math.random,
      namedHeartbeat: false,
      bufferingHint: true,
    },
    gauges: { waiters: 0, slowConsumersAtUs: [], silentPeersAtUs: [] },
    onShutdown: (action) => endings.push(action),
  });
  let seq = 0;
  return {
    publish(kind, data) {
      seq += 1;
      hub.publish({ channel, kind, source: 'feed', seq, intendedAtUs: 0, data });
    },
    get listeners() {
      return hub.subscribers;
    },
    close() {
      for (const end of endings) void end();
      heartbeats.stop();
    },
  };
}
