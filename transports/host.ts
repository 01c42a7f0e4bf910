import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { ConnectionRegistry } from './connection-registry.ts';
import type { HeartbeatWheel } from './heartbeat-wheel.ts';
import type { Hub } from './hub.ts';

/** What a transport finds on the server: the routes, the log, and the services they share. */
export interface Host {
  readonly app: Express;
  readonly hub: Hub;
  readonly connections: ConnectionRegistry;
  readonly heartbeats: HeartbeatWheel;
  readonly settings: HostSettings;
  /** Certificate and key in PEM; absent means cleartext. */
  readonly tls?: TlsIdentity;
  /** Counted here, shown in `/metrics`. */
  readonly gauges: Gauges;
  /** Answers WebSocket upgrades (HTTP/1.1) and extended CONNECTs (HTTP/2) of one path. */
  onUpgrade(path: string, handler: UpgradeHandler): void;
  /** Runs when the host shuts down gracefully, before connections are ended; the end waits for it. */
  onShutdown(action: () => void | Promise<void>): void;
  /** For who lets another process serve: `/metrics` then tells of that one. */
  servedBy(read: () => ProcessFigures): void;
  /** The process that serves. */
  processFigures(): ProcessFigures;
}

export interface ProcessFigures {
  readonly pid: number;
  /** User and system time since its start. */
  readonly cpuUs: number;
  readonly rssBytes: number;
  readonly heapUsedBytes: number;
}

export interface HostSettings {
  readonly address: string;
  readonly heartbeatMs: number;
  /** A subscriber with more unsent bytes than this is a slow consumer and is cut. */
  readonly unsentLimitBytes: number;
  /** SSE's `retry:`; absent means the browser's own delay. */
  readonly retryMs?: number;
  /** Added to each stream's `retry:`, uniform from 0 to this, so that those cut together do not come back together. */
  readonly retryJitterMs: number;
  /** Uniform in [0, 1), the jitter. */
  readonly random: () => number;
  /** SSE's heartbeats have a name, so that a page hears them; comments it never does. */
  readonly namedHeartbeat: boolean;
  /** SSE asks proxies to pass on at once what it sends (`X-Accel-Buffering: no`). */
  readonly bufferingHint: boolean;
  /** Every stream is ended when it has lasted so long, though all is well. */
  readonly streamLimitMs?: number;
  /** Of a transport that is no HTTP; 0 lets the system choose. */
  readonly ownPort: number;
  /** Other processes listen on the ports that clients use as well. */
  readonly sharesPorts: boolean;
  /** Origins whose pages may open a WebSocket, the server's own among them; no Origin is no browser. */
  readonly allowedOrigins: readonly string[];
}

export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** Live counts that a transport keeps up to date. */
export interface Gauges {
  waiters: number;
  /** When each was cut that did not read, and each that answered no heartbeat; on the monotonic clock. */
  readonly slowConsumersAtUs: number[];
  readonly silentPeersAtUs: number[];
}

/** One asked-for upgrade, the same for both HTTP versions. */
export interface UpgradeRequest {
  readonly httpVersion: '1.1' | '2';
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** HTTP/1.1: answers 101 with these headers. HTTP/2: answers 200. Then bytes flow. */
  accept(headers: Readonly<Record<string, string>>): Duplex;
  /** Refuses with a status and a JSON error. */
  refuse(error: unknown): void;
}

export type UpgradeHandler = (request: UpgradeRequest) => void;
