import type { ServerState } from '../../transports/server-state.ts';
import { type FaultSeen, leftOver } from '../incident.ts';
import type { Meter, Observation } from '../meter.ts';
import { addBins, BIN_US, peakOf } from '../reconnection/bins.ts';
import { lossOf } from '../reconnection/loss.ts';
import { reconnectionMetrics } from '../reconnection/metrics.ts';
import { detectionsOf, noticedBy, unnoticedBy } from '../reconnection/noticed.ts';
import { backToNormalUs } from '../reconnection/on-time.ts';
import { type OutageReport, OutageWatch } from '../reconnection/outage-watch.ts';
import { spreadOf } from '../reconnection/spread.ts';
import { type Window, windowsOf } from '../reconnection/windows.ts';
import { mergeHistograms, summariseLatency } from '../results/latency-histogram.ts';
import type { Reconnection, Spread } from '../results/reconnection-schema.ts';
import type { Latency } from '../results/schema.ts';

const BINS_PER_SECOND = 1e6 / BIN_US;
const BINS_PER_SLICE = 2;
/** What a fault does to the subscribers and to the server. Without one, there is nothing to say. */
export default {
  id: 'reconnection',
  metrics: reconnectionMetrics,
  collect: (scene) => (scene.plan.fault === undefined ? { report: () => undefined } : new OutageWatch(scene)),
  section: (observation, reports) => {
    const own = reports.filter((report) => report !== undefined);
    if (observation.fault === undefined || own.length === 0) return {};
    return { reconnection: reconnectionOf(observation, observation.fault, own) };
  },
} satisfies Meter<OutageReport | undefined>;

function reconnectionOf(
  { plan, startAtUs, boundaries, before }: Observation,
  seen: FaultSeen,
  reports: readonly OutageReport[],
): Reconnection {
  const { fromUs, lengthUs } = seen.fault;
  const untilUs = fromUs + lengthUs;
  const windows = windowsOf(
    reports.flatMap(({ outages }) => outages),
    seen,
    plan.tabsPerBrowser,
    startAtUs,
  );
  const outages = windows.map(({ outage }) => outage);
  const sum = (read: (report: OutageReport) => number): number =>
    reports.reduce((total, report) => total + read(report), 0);
  const bins = (name: 'firstUps' | 'downs' | 'ups' | 'attempts' | 'due' | 'inTime'): Uint32Array =>
    addBins(reports.map((report) => report[name]));
  const [downs, ups, attempts] = [bins('downs'), bins('ups'), bins('attempts')];
  const returned = windows.filter(({ outage }) => outage.upUs !== undefined);
  const stillDown = outages.filter(({ upUs }) => upUs === undefined).length;
  const connectedAtStart = sum((report) => report.connectedAtStart);
  const replay = summariseLatency(mergeHistograms(reports.map(({ replay }) => replay)));
  const bystanders = summariseLatency(mergeHistograms(reports.flatMap((report) => report.bystanders ?? [])));
  const gaps: Record<string, number> = {};
  for (const { reason } of reports.flatMap((report) => report.gaps)) gaps[reason] = (gaps[reason] ?? 0) + 1;
  const unnoticed = unnoticedBy(windows, connectedAtStart, seen, boundaries, startAtUs);
  // What the server does all through the trial has no end to count from.
  const goesOn = seen.plan.server.streamLimitMs !== undefined;
  const tabsWithGap = new Set(reports.flatMap((report) => report.gaps.map(({ tab }) => tab)));
  return {
    mode: plan.reconnectDelayMs === undefined ? 'wild' : 'equal-windows',
    fromUs,
    untilUs,
    faults: [
      ...(seen.link?.deeds ?? []).map(({ kind, atUs, browser }) => ({
        kind,
        atUs: atUs - startAtUs,
        browser,
      })),
      ...[...seen.serverDeeds, ...seen.logDeeds].map(({ kind, atUs }) => ({
        kind,
        atUs: atUs - startAtUs,
        browser: null,
      })),
    ],
    affected: new Set(outages.map(({ tab }) => tab)).size,
    neverReturned: stillDown,
    gaveUp: sum(({ gaveUp }) => gaveUp.length),
    reconnects: returned.length,
    attempts: attempts.reduce((total, count) => total + count, 0),
    peakReconnectsPerSecond: peakOf(ups, BINS_PER_SECOND),
    peakAttemptsPerSecond: peakOf(attempts, BINS_PER_SECOND),
    downtimeUs: spreadOf(returned.map(({ outage, cutUs }) => (outage.upUs ?? 0) - cutUs)),
    silenceUs: spreadOf(
      outages.flatMap(({ firstHeardUs, lastHeardUs }) =>
        firstHeardUs === undefined ? [] : [firstHeardUs - lastHeardUs],
      ),
    ),
    detectionUs: spreadOf(detectionsOf(windows)),
    noticed: noticedBy(windows, seen, startAtUs),
    ...(unnoticed && { unnoticed }),
    resumed: returned.filter(({ outage }) => plan.resume !== false && !tabsWithGap.has(outage.tab)).length,
    replayed: sum(({ replayed }) => replayed),
    replayUs: replay.count === 0 ? null : spreadOfLatency(replay),
    bystandersUs: bystanders.count === 0 ? null : spreadOfLatency(bystanders),
    gaps,
    loss: lossOf(plan, startAtUs, windows, reports, seen),
    backToNormalUs: goesOn ? null : backToNormalUs(bins('inTime'), bins('due'), untilUs),
    storm: {
      serverCpuShareMax: cpuShareMaxOf(boundaries, startAtUs + fromUs),
      serverRssGrowthBytes: rssGrowthOf(boundaries, startAtUs + fromUs),
      acceptQueuePeak: seen.acceptQueuePeak,
      tlsHandshakes: seen.after.connections.tlsHandshakes - seen.before.connections.tlsHandshakes,
      bytesOnReturn: sum(({ bytesOnReturn }) => bytesOnReturn),
    },
    leaked: leakedOf(before, seen, connectedAtStart - stillDown),
    ...(seen.link && { link: { cpuUs: seen.link.cpuUs, bytes: seen.link.bytes } }),
    slices: slicesOf(connectedAtStart, bins('firstUps'), downs, ups, attempts),
    strip: stripOf(reports, windows, startAtUs),
  };
}

const spreadOfLatency = ({ p50, p90, p99, max, count }: Latency): Spread => ({ p50, p90, p99, max, count });

function cpuShareMaxOf(boundaries: readonly ServerState[], fromUs: number): number {
  const since = boundaries.filter(({ clock }) => clock.monotonicUs >= fromUs);
  const shares = since.slice(1).map((end, index) => {
    const begin = since[index] as ServerState;
    return (end.cpuUs - begin.cpuUs) / (end.clock.monotonicUs - begin.clock.monotonicUs);
  });
  return Math.max(0, ...shares);
}

/** Beyond what the last slice before the fault ended with: a state that was read in the storm itself knows it already. */
function rssGrowthOf(boundaries: readonly ServerState[], fromUs: number): number {
  const before = boundaries.findLast(({ clock }) => clock.monotonicUs < fromUs)?.rssBytes ?? 0;
  return Math.max(0, ...boundaries.map(({ rssBytes }) => rssBytes - before));
}

/** A transport without subscriptions has none to leak; where there are some, clients know how many. */
function leakedOf(
  atFirst: ServerState,
  { after, empty }: FaultSeen,
  connected: number,
): Reconnection['leaked'] {
  return {
    subscribers: Math.max(0, after.subscribers - connected, empty.subscribers),
    timers: empty.timers,
    sockets: empty.connections.tcpOpen,
    resources: leftOver(empty, atFirst),
  };
}

function slicesOf(
  connectedAtStart: number,
  firstUps: Uint32Array,
  downs: Uint32Array,
  ups: Uint32Array,
  attempts: Uint32Array,
): Reconnection['slices'] {
  const slices: Reconnection['slices'] = [];
  let connected = connectedAtStart;
  for (let bin = 0; bin < downs.length; bin += BINS_PER_SLICE) {
    const inSlice = (bins: Uint32Array): number =>
      bins.subarray(bin, bin + BINS_PER_SLICE).reduce((total, count) => total + count, 0);
    connected += inSlice(firstUps) + inSlice(ups) - inSlice(downs);
    slices.push({
      atUs: bin * BIN_US,
      widthUs: BINS_PER_SLICE * BIN_US,
      connected,
      attempts: inSlice(attempts),
      reconnects: inSlice(ups),
    });
  }
  return slices;
}

/** The first of the followed subscribers that lost its connection; else the first. */
function stripOf(
  reports: readonly OutageReport[],
  windows: readonly Window[],
  startAtUs: number,
): Reconnection['strip'] {
  const trails = reports.flatMap(({ trails }) => trails);
  const hit = new Set(windows.map(({ outage }) => outage.tab));
  const trail = trails.find(({ tab }) => hit.has(tab)) ?? trails[0];
  if (trail === undefined) return null;
  const { tab, receivedAtUs, ids, replayed } = trail;
  const offline = windows
    .filter(({ outage }) => outage.tab === tab)
    .map(({ cutUs, outage }) => ({
      fromUs: cutUs - startAtUs,
      toUs: outage.upUs === undefined ? null : outage.upUs - startAtUs,
    }));
  return { subscriber: tab, receivedAtUs, ids, replayed, offline };
}
