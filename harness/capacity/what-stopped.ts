import type { Texts } from '../../lab/texts.ts';
import type { CapacityProbe, ProbeFigures, Stopper } from '../results/capacity-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';

export interface Stop {
  readonly by: Stopper;
  /** What was seen, with its figures. */
  readonly seen: Texts;
}

/** What a search knows besides its probes. */
export interface StopScene {
  readonly plan: Pick<TrialPlan, 'http' | 'tabsPerBrowser' | 'pollIntervalMs' | 'durationUs'>;
  /** True where the server sends without being asked; what polls waits for its next tick. */
  readonly pushes: boolean;
  readonly memoryBytes: number;
}

/** Below this share of a core neither process has a queue worth speaking of. */
const IDLE_SHARE = 0.5;
/** Below this one nothing is explained by computing at all. */
const ASLEEP_SHARE = 0.05;
/** At this share a core is full: clients there have given out, whatever the server does. */
const FULL_CORE_SHARE = 0.9;
/** Of the machine's memory. */
const FULL_SHARE = 0.8;
/** A browser's own limits: connections per origin over HTTP/1.1, streams per connection over HTTP/2. */
const BROWSER_CONNECTIONS = 6;
const BROWSER_STREAMS = 100;

/** Of the clients' side: they say nothing about how much more the server would have carried. */
export const isOfTheClients = (by: Stopper): boolean => by === 'generator' || by === 'ports';

/**
 * Broken although neither core was full and nobody starved. A load may do that, by a burst, and a stall of
 * the machine or of a garbage collector as well: only the load does it twice.
 */
export const isDoubtful = ({ kept, figures }: CapacityProbe): boolean =>
  !kept &&
  figures !== null &&
  figures.starved === 0 &&
  Math.max(figures.serverCpuShare, figures.generatorCpuShare) < FULL_CORE_SHARE;

/**
 * Names what broke the objective, from the broken probes at the frontier. Where any of them had its
 * clients at their end, it is the clients: a limit is only ever said to be the server's when the clients
 * still had room. Undefined without a broken probe.
 */
export function whatStopped(broken: readonly CapacityProbe[], scene: StopScene): Stop | undefined {
  const stops = broken.map((probe) => stopOf(probe, scene));
  const clients = stops.find(({ by }) => by === 'generator');
  if (clients !== undefined) return clients;
  const times = (by: Stopper): number => stops.filter((stop) => stop.by === by).length;
  return [...stops].sort((a, b) => times(b.by) - times(a.by))[0];
}

function stopOf({ figures, failure }: CapacityProbe, scene: StopScene): Stop {
  if (failure !== null) return stopOfFailure(failure);
  if (figures === null) return { by: 'unknown', seen: { en: '', ko: '' } };
  return stopOfLimit(figures, scene) ?? stopOfWork(figures, scene);
}

function stopOfFailure({ code, message }: { readonly code: string; readonly message: string }): Stop {
  if (code === 'limit-open-files')
    return { by: 'files', seen: { en: message, ko: `열 수 있는 파일 수가 모자랍니다. ${message}` } };
  if (code === 'limit-ports')
    return { by: 'ports', seen: { en: message, ko: `로컬 포트가 모자랍니다. ${message}` } };
  if (/heap out of memory|ENOMEM|SIGKILL|SIGABRT/.test(message))
    return {
      by: 'memory',
      seen: { en: message, ko: `메모리가 모자라 프로세스가 종료되었습니다. ${message}` },
    };
  return { by: 'unknown', seen: { en: message, ko: `알 수 없는 이유로 시행이 실패했습니다. ${message}` } };
}

/** What is full, whoever is busy. */
function stopOfLimit(figures: ProbeFigures, { plan, memoryBytes }: StopScene): Stop | undefined {
  const { starved, serverRssBytes, slowConsumers } = figures;
  if (starved > 0 && plan.http === '1.1' && plan.tabsPerBrowser > BROWSER_CONNECTIONS) {
    return {
      by: 'connections',
      seen: {
        en: `${starved} clients found no connection: a browser has ${BROWSER_CONNECTIONS} for ${plan.tabsPerBrowser} tabs`,
        ko: `브라우저의 연결 ${BROWSER_CONNECTIONS}개를 탭 ${plan.tabsPerBrowser}개가 나눠 써서 ${starved}명이 연결하지 못했습니다`,
      },
    };
  }
  if (starved > 0 && plan.http === '2' && plan.tabsPerBrowser > BROWSER_STREAMS) {
    return {
      by: 'streams',
      seen: {
        en: `${starved} clients found no stream: a connection has ${BROWSER_STREAMS} for ${plan.tabsPerBrowser} tabs`,
        ko: `연결 하나의 스트림 ${BROWSER_STREAMS}개를 탭 ${plan.tabsPerBrowser}개가 나눠 써서 ${starved}명이 스트림을 얻지 못했습니다`,
      },
    };
  }
  if (serverRssBytes > FULL_SHARE * memoryBytes) {
    const share = percent(serverRssBytes / memoryBytes);
    return {
      by: 'memory',
      seen: { en: `the server held ${share} of the memory`, ko: `서버가 메모리의 ${share}를 썼습니다` },
    };
  }
  if (slowConsumers > 0) {
    return {
      by: 'flow-control',
      seen: {
        en: `the server sent ${slowConsumers} clients away that did not read in time`,
        ko: `제때 읽지 못한 구독자 ${slowConsumers}명을 서버가 끊었습니다`,
      },
    };
  }
}

/**
 * Every delivery passes the server's core and then the clients', so that the queue is at the busier of
 * the two. Clients that were close to all of their core are named even where the server was busier.
 */
function stopOfWork(figures: ProbeFigures, { plan, pushes }: StopScene): Stop {
  const { serverCpuShare: server, generatorCpuShare: generator } = figures;
  // A burst may break a latency long before a core is full: the work for one event says how long it is.
  const perEvent = (share: number): string =>
    `${Number(((share * plan.durationUs) / 1e3 / Math.max(1, figures.events)).toPrecision(2))} ms`;
  const seen = {
    en: `for each event the server computed ${perEvent(server)} (${percent(server)} of its core), the clients ${perEvent(generator)} (${percent(generator)} of theirs)`,
    ko: `이벤트마다 서버는 CPU를 ${perEvent(server)}(코어의 ${percent(server)}), 클라이언트는 ${perEvent(generator)}(코어의 ${percent(generator)}) 썼습니다`,
  };
  if (!pushes && Math.max(server, generator) < IDLE_SHARE) {
    const interval = `${plan.pollIntervalMs} ms`;
    return {
      by: 'poll-interval',
      seen: {
        en: `a poll every ${interval}; ${seen.en}`,
        ko: `폴링 간격은 ${interval}입니다. ${seen.ko}`,
      },
    };
  }
  if (Math.max(server, generator) < ASLEEP_SHARE) return { by: 'unknown', seen };
  return { by: generator >= Math.min(server, FULL_CORE_SHARE) ? 'generator' : 'server-cpu', seen };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
