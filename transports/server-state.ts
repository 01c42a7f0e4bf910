import type { Request, Response } from 'express';
import { z } from 'zod';
import { monotonicUs, unixUs } from '../lab/clock.ts';
import { EventLoopDelay } from '../lab/event-loop-delay.ts';
import { logState } from './event-log.ts';
import type { Host, ProcessFigures } from './host.ts';

const count = z.number().int().nonnegative();

/** What `GET /metrics` answers: part of the wire, so that a server in any language can be measured. */
export const serverState = z.object({
  pid: count,
  clock: z.object({ monotonicUs: z.number(), unixUs: z.number() }),
  /** User and system time of the process since its start. */
  cpuUs: z.number(),
  rssBytes: z.number(),
  heapUsedBytes: z.number(),
  /** Of the time since the last request with `?reset=event-loop-delay`. */
  eventLoopDelayP99Us: z.number(),
  eventLoopDelayMaxUs: z.number().optional(),
  connections: z.object({
    tcpOpened: count,
    tcpOpen: count,
    tcpPeak: count,
    tlsHandshakes: count,
    httpRequests: count,
    http2Sessions: count,
    http2Streams: count,
    refused: count,
    bytesToClients: count,
    bytesFromClients: count,
  }),
  subscribers: count,
  waiters: count,
  /** What waits for its time: heartbeats and held polls. */
  timers: count,
  slowConsumers: count,
  /**
   * With `?writes=include`, per event: how often it was written, and the time that took each time, from
   * publishing (or from the question, where that came later) to the write. Who does not keep it leaves it out.
   */
  writes: z
    .array(z.object({ channel: z.string(), id: count, count, sumUs: z.number(), slowestUs: z.number() }))
    .optional(),
  /** Cut because they answered no heartbeat. */
  silentPeers: count.default(0),
  /** With `?cuts=include`: when each slow consumer and each silent peer was cut. */
  cuts: z.object({ slowConsumersAtUs: z.array(z.number()), silentPeersAtUs: z.array(z.number()) }).optional(),
  /** Left out with `?channels=omit`: a scenario may have thousands. */
  channels: z.array(z.object({ channel: z.string(), lastId: count, subscribers: count })).optional(),
  /** Of a log that is outside this process; absent where it is in its memory. */
  log: logState.optional(),
  /** What keeps the process's event loop busy, by kind; with `?resources=count`, which takes its time. */
  resources: z.record(z.string(), count).optional(),
});

export type ServerState = z.infer<typeof serverState>;

/** Adds `GET /healthz` and `GET /metrics`. Whoever asks is an observer and is left out of the counts. */
export function addStateRoutes(host: Host): { stop(): void } {
  const loopDelay = new EventLoopDelay();
  loopDelay.start();

  host.app.get('/healthz', (request: Request, response: Response) => {
    host.connections.markObserver(request.socket);
    const log = host.hub.logState;
    const status = log === undefined || log.awayForUs === 0 ? 'ok' : 'log-away';
    // Not a 503: streams go on, and whoever took this server out of service would end them.
    response.set('Cache-Control', 'no-store').json({ status, pid: process.pid, ...(log && { log }) });
  });

  host.app.get('/metrics', (request: Request, response: Response) => {
    host.connections.markObserver(request.socket);
    const state = readState(host, loopDelay, request.query);
    if (request.query.reset === 'event-loop-delay') loopDelay.start();
    response.set('Cache-Control', 'no-store');
    if (request.accepts(['json', 'text']) === 'text') response.type('text/plain').send(prometheusText(state));
    else response.json(state);
  });
  return { stop: () => loopDelay.stop() };
}

function readState(host: Host, loopDelay: EventLoopDelay, query: Request['query']): ServerState {
  const { slowConsumersAtUs, silentPeersAtUs } = host.gauges;
  const log = host.hub.logState;
  return {
    ...host.processFigures(),
    clock: { monotonicUs: monotonicUs(), unixUs: unixUs() },
    eventLoopDelayP99Us: loopDelay.p99Us,
    eventLoopDelayMaxUs: loopDelay.maxUs,
    connections: host.connections.snapshot(),
    subscribers: host.hub.subscribers,
    waiters: host.gauges.waiters,
    timers: host.heartbeats.size + host.gauges.waiters,
    slowConsumers: slowConsumersAtUs.length,
    silentPeers: silentPeersAtUs.length,
    ...(log && { log }),
    ...(query.cuts === 'include' && { cuts: { slowConsumersAtUs, silentPeersAtUs } }),
    ...(query.writes === 'include' && { writes: [...host.hub.writes.all()] }),
    ...(query.channels !== 'omit' && { channels: host.hub.channels() }),
    ...(query.resources === 'count' && { resources: countResources() }),
  };
}

function countResources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The same figures in the Prometheus text format 0.0.4. */
function prometheusText(state: ServerState): string {
  const lines: string[] = [];
  const write = (name: string, value: number, labels = ''): void => {
    lines.push(`lab_${snakeCase(name)}${labels} ${value}`);
  };
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === 'number') write(name, value);
  }
  for (const [name, value] of Object.entries(state.connections)) write(`connections_${name}`, value);
  for (const [name, value] of Object.entries(state.log ?? {})) {
    if (typeof value === 'number') write(`log_${name}`, value);
  }
  // A channel's name has no quotes or backslashes: the wire allows none.
  for (const { channel, lastId, subscribers } of state.channels ?? []) {
    write('channel_last_id', lastId, `{channel="${channel}"}`);
    write('channel_subscribers', subscribers, `{channel="${channel}"}`);
  }
  return `${lines.join('\n')}\n`;
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** This process, which serves where nobody says otherwise. */
export function ownFigures(): ProcessFigures {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { pid: process.pid, cpuUs: user + system, rssBytes: rss, heapUsedBytes: heapUsed };
}
