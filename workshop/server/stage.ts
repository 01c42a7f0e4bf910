import { Link } from '../../harness/link/link.ts';
import { publishOnSchedule } from '../../harness/publisher.ts';
import { monotonicUs } from '../../lab/clock.ts';
import { findScenario, readScenarioParameters } from '../../scenarios/registry.ts';
import { planSchedule } from '../../scenarios/schedule.ts';
import type { TlsIdentity } from '../../transports/host.ts';
import { comparedTransports, findTransport, loadTransports } from '../../transports/registry.ts';
import { type RunningHost, type Served, startHost } from '../../transports/start-host.ts';
import { Endings } from '../endings.ts';
import type { Stage, StageHost } from '../live.ts';

/** A scenario is played in chapters of this length, each from a seed of its own. */
const CHAPTER_US = 20_000_000;
const LOOPBACK = '127.0.0.1';

export interface StageOptions {
  readonly say: (news: unknown) => void;
  readonly identity: () => Promise<TlsIdentity>;
  readonly tabPage: Served;
  /** Tried first by hosts with TLS: some browsers remember by port what they were told to trust. */
  readonly tlsPort: number;
}

/** A stage, and what clears it. */
export function openStage({ say, identity, tabPage, tlsPort }: StageOptions): {
  stage: Stage;
  close(): Promise<void>;
} {
  const endings = new Endings();
  const over = new AbortController();
  const stage: Stage = {
    signal: over.signal,
    say,
    onEnd: (action) => endings.add(action),
    async host({ transports, more = [], linked = false, http, tls = http === '2', port = 0, ...options }) {
      const all = await loadTransports();
      const chosen = transports?.map((id) => findTransport(all, id)) ?? comparedTransports(all);
      const certificate = tls ? await identity() : undefined;
      const link = linked ? new Link('workshop') : undefined;
      const linkPort = link && (await endings.keep(link.open(), () => link.close()));
      over.signal.throwIfAborted();
      const scheme = tls ? 'https' : 'http';
      const start = (at: number): Promise<RunningHost> => {
        const started = startHost({
          ...options,
          http,
          port: at,
          transports: [tabPage, ...more, ...chosen],
          ...(certificate && { tls: certificate }),
          ...(linkPort !== undefined && { allowedOrigins: [`${scheme}://${LOOPBACK}:${linkPort}`] }),
        });
        return endings.keep(started, (host) => host.close());
      };
      const isChosen = port === 0 && tls && !linked;
      const host = isChosen ? await start(tlsPort).catch(() => start(0)) : await start(port);
      link?.target(host.port);
      const origin = `${scheme}://${LOOPBACK}:${linkPort ?? host.port}`;
      return { host, origin, ...(link && { link }) };
    },
    async play(hosts, scenarioId, parameters) {
      const scenario = await findScenario(scenarioId);
      const chosen = readScenarioParameters(scenario, parameters as Record<string, number>);
      const stop = playChapters(
        (chapter) => planSchedule(scenario, chosen, `chapter ${chapter}`, CHAPTER_US),
        hosts,
      );
      endings.add(stop);
      return stop;
    },
  };
  return {
    stage,
    async close() {
      over.abort();
      await endings.close();
    },
  };
}

/** All hosts publish the same events at the same moments. */
function playChapters(
  plan: (chapter: number) => ReturnType<typeof planSchedule>,
  hosts: readonly StageHost[],
): () => void {
  let stopChapter = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const startUs = monotonicUs();
  const begin = (chapter: number): void => {
    const atUs = startUs + chapter * CHAPTER_US;
    stopChapter = publishOnSchedule(plan(chapter), atUs, (event) => {
      for (const { host } of hosts) publishTo(host, { ...event, source: `${event.source}.${chapter}` });
    });
    timer = setTimeout(() => begin(chapter + 1), (atUs + CHAPTER_US - monotonicUs()) / 1e3);
  };
  begin(0);
  return () => {
    clearTimeout(timer);
    stopChapter();
  };
}

const publishTo = (host: RunningHost, event: Parameters<RunningHost['hub']['publish']>[0]): void => {
  host.hub.publish(event);
};
