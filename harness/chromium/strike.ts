import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { DownCause, HttpVersion } from '../../transports/transport.ts';
import type { FaultParameters } from '../fault.ts';
import { findFault, readFaultParameters } from '../fault-parts.ts';
import { loadMeters } from '../load-parts.ts';
import type { Meter } from '../meter.ts';
import type { Reconnection } from '../results/reconnection-schema.ts';
import type { Trial } from '../results/schema.ts';
import { runTrial } from '../trial.ts';
import { type PageClient, pageEngine } from './page-engine.ts';

/** A request for a stream or a WebSocket, as `server-process.ts` notes it. */
export interface StreamRequest {
  readonly tab: number;
  readonly atUs: number;
  /** What it asked to continue after: `Last-Event-ID`, else `after` in the URL. */
  readonly position: string | null;
}

export interface Strike {
  readonly fault: string;
  readonly overrides: FaultParameters;
  readonly http: HttpVersion;
  /** SSE's `retry:`. */
  readonly retryMs?: number;
  /** By tab. */
  readonly clients: readonly PageClient[];
  /** Whether it is waited for until that tab has heard everything; by tab. */
  readonly awaited: readonly boolean[];
  /** Tabs that share their connections. */
  readonly tabsPerBrowser: number;
}

/** What became of one tab; times are milliseconds after the cut. */
export interface StruckTab {
  /** Deliveries of the measure phase, repeats included. */
  heard: number;
  /** The last id that it heard before it was told that its connection was lost; 0 is where all join. */
  lastId: number;
  /** What it was told first. */
  cause?: DownCause['code'];
  /** Its next request that a server saw, and what that asked to continue after. */
  askedMs?: number;
  position?: string | null;
  /** When it stood again, and when it gave up. */
  openMs?: number;
  gaveUpMs?: number;
}

export interface Struck {
  readonly trial: Trial & { readonly reconnection: Reconnection };
  readonly tabs: readonly StruckTab[];
  /** When the next server stood, ms after the cut; 0 where none was away. */
  readonly serverBackMs: number;
}

const WARM_UP_US = 100_000;
const CALM_US = 400_000;

/** Runs a trial like any other, with the lab's own fault, but that its tabs are pages of Chromium. Only tests use it. */
export async function strike(
  chromium: Browser,
  { fault: id, overrides, http, retryMs, clients, awaited, tabsPerBrowser }: Strike,
): Promise<Struck> {
  const fault = await findFault(id);
  const parameters = readFaultParameters(fault, overrides);
  const { lengthUs, recoverUs } = fault.timing(parameters);
  const tabs = clients.map((): StruckTab => ({ heard: 0, lastId: 0 }));
  const meter = watch(tabs, awaited);
  const all = [...(await loadMeters()).values()].map(impatient);
  const meters = new Map([...all, meter].map((own) => [own.id, own]));
  let startUs = 0;
  const engine = pageEngine(chromium, clients, meters, (startAtUs) => {
    startUs = startAtUs;
  });
  const folder = await mkdtemp(join(tmpdir(), 'lab-chromium-'));
  const file = join(folder, 'requests.jsonl');
  try {
    const { trial } = await runTrial(
      {
        scenario: 'live-feed',
        parameters: { clients: clients.length, rate: 40, payloadBytes: 60 },
        transport: 'sse',
        http,
        tls: true,
        seed: 'chromium',
        warmUpUs: WARM_UP_US,
        durationUs: CALM_US + lengthUs + recoverUs,
        tabsPerBrowser,
        keepAlive: true,
        pollIntervalMs: 100,
        longPollTimeoutMs: 25_000,
        heartbeatMs: 15_000,
        source: 'in-process',
        fault: { id, parameters, fromUs: WARM_UP_US + CALM_US, lengthUs, recoverUs },
        ...(retryMs !== undefined && { retryMs }),
      },
      {
        index: 0,
        engine,
        server: { file: new URL('./server-process.ts', import.meta.url), words: [file] },
        meters,
        signal: new AbortController().signal,
        onPhase: () => {},
      },
    );
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const requests = lines.map((line): StreamRequest => JSON.parse(line));
    const { reconnection } = trial;
    if (reconnection === undefined) throw new Error('a trial with a fault has no section reconnection');
    return sumUp({ ...trial, reconnection }, tabs, requests, startUs);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Without a say in how long the drain is: the lab's own would wait for those who never come back. */
const impatient = ({ collect, ...meter }: Meter): Meter => {
  if (collect === undefined) return meter;
  const collectImpatiently: typeof collect = (scene) => {
    const collector = collect(scene);
    if (collector.outstanding !== undefined) collector.outstanding = () => 0;
    return collector;
  };
  return { ...meter, collect: collectImpatiently };
};

/** Keeps what each tab was told, first at the times of the monotonic clock, and waits for the last event. */
const watch = (tabs: readonly StruckTab[], awaited: readonly boolean[]): Meter => ({
  id: 'struck-tabs',
  metrics: [],
  collect: ({ schedule }) => {
    const waiting = new Set(awaited.flatMap((is, tab) => (is ? [tab] : [])));
    const lastSeq = schedule.at(-1)?.seq;
    const keep = (tab: number, name: 'openMs' | 'gaveUpMs', atUs: number): void => {
      const own = tabs[tab];
      if (own !== undefined) own[name] ??= atUs;
    };
    return {
      onDelivery: ({ tab, event, measured }) => {
        if (event.seq === lastSeq) waiting.delete(tab);
        const own = tabs[tab];
        if (own === undefined) return;
        if (measured) own.heard++;
        if (own.cause === undefined) own.lastId = event.id;
      },
      onDown: (tab, { code }) => {
        const own = tabs[tab];
        if (own !== undefined) own.cause ??= code;
      },
      onOpen: (tab, atUs) => keep(tab, 'openMs', atUs),
      onGiveUp: (tab, atUs) => keep(tab, 'gaveUpMs', atUs),
      outstanding: () => waiting.size,
      report: () => undefined,
    };
  },
  section: () => ({}),
});

/** Turns times of the monotonic clock into milliseconds after the cut. */
function sumUp(
  trial: Struck['trial'],
  tabs: readonly StruckTab[],
  requests: readonly StreamRequest[],
  startUs: number,
): Struck {
  const { faults } = trial.reconnection;
  const [cut] = faults;
  if (cut === undefined) throw new Error('a fault that does nothing was struck');
  const afterCut = (atUs: number): number => (atUs - startUs - cut.atUs) / 1e3;
  const back = faults.find(({ kind }) => kind === 'back');
  return {
    trial,
    serverBackMs: back === undefined ? 0 : (back.atUs - cut.atUs) / 1e3,
    tabs: tabs.map(({ openMs, gaveUpMs, ...tab }, index) => {
      const again = requests.find((request) => request.tab === index && afterCut(request.atUs) > 0);
      return {
        ...tab,
        ...(openMs !== undefined && { openMs: afterCut(openMs) }),
        ...(gaveUpMs !== undefined && { gaveUpMs: afterCut(gaveUpMs) }),
        ...(again && { askedMs: afterCut(again.atUs), position: again.position }),
      };
    }),
  };
}
