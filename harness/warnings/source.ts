import { EVENT_LOOP_RESOLUTION_US } from '../../lab/event-loop-delay.ts';
import type { Trial } from '../results/schema.ts';
import { medianOf } from '../results/summary.ts';
import { largestOf, milliseconds } from './figures.ts';
import type { CaseEvidence, WarningRule } from './warning-rule.ts';

/** A tenth of the latency that is reported is more than a source may add to it; timers fire on whole milliseconds. */
const SHARE_OF_LATENCY = 0.1;
const USUAL_P50_US = 2_000;
/**
 * On two cores those who publish over the wire share one with the clients, whose bursts now and then come first; and a
 * server's loop is looked at in intervals of as much.
 */
const USUAL_P99_US = 20_000;
/** A server that waits for a core longer than this, of the phase, is late for that reason; at rest it is 0.2 to 5 %. */
const WAITS_FOR_A_CORE = 0.1;

const mostP50Us = ({ latencyUs }: Trial): number =>
  Math.max(USUAL_P50_US, SHARE_OF_LATENCY * latencyUs.endToEnd.p50);

/** Late by more than belongs into the figures? The median of the trials counts for a p99, which rests on few events. */
const isLate = (trials: readonly Trial[], read: (trial: Trial) => Late): boolean =>
  trials.some((trial) => read(trial).p50Us > mostP50Us(trial)) ||
  medianOf(
    trials.map((trial) => {
      const most = Math.max(USUAL_P99_US, SHARE_OF_LATENCY * trial.latencyUs.endToEnd.p99);
      return read(trial).p99Us - most;
    }),
  ) > 0;

interface Late {
  readonly p50Us: number;
  readonly p99Us: number;
}

const NOT_LATE: Late = { p50Us: 0, p99Us: 0 };

/** What those who publish over the wire were late when they sent. */
const sentLate = ({ source }: Trial): Late => ({
  p50Us: source.sentLateP50Us ?? 0,
  p99Us: source.sentLateP99Us ?? 0,
});

/** What the source inside the server was late; where the server was taken away for a while, that is why. */
const lag = ({ source, reconnection }: Trial): Late =>
  source.sentLateP50Us === undefined && reconnection === undefined
    ? { p50Us: source.lagP50Us ?? 0, p99Us: source.lagP99Us }
    : NOT_LATE;

/**
 * The part of it that the server's own event loop does not explain. The source shares that loop, and
 * publishes all that is due whenever its turn comes: so it is never later than one turn is long.
 * A turn may be longer than the loop's delay was seen to be, by one interval of looking.
 */
function unexplainedLag(trial: Trial): Late {
  if ((trial.machine?.serverWaitShare ?? 0) > WAITS_FOR_A_CORE) return NOT_LATE;
  const { p50Us, p99Us } = lag(trial);
  const { eventLoopDelayP99Us, eventLoopDelayMaxUs = Number.POSITIVE_INFINITY } = trial.server;
  return {
    p50Us: eventLoopDelayP99Us > p50Us / 2 ? 0 : p50Us,
    p99Us: eventLoopDelayMaxUs + EVENT_LOOP_RESOLUTION_US > p99Us ? 0 : p99Us,
  };
}

const who = ({ plan, trials }: CaseEvidence): { en: string; ko: string } => {
  if (plan.source === 'http') return { en: 'The harness', ko: '하니스' };
  return trials.some(({ source }) => source.sentLateP50Us !== undefined)
    ? { en: 'The tabs that publish', ko: '발행하는 탭' }
    : { en: 'The source within the server', ko: '서버 안의 발행자' };
};

/** Published late for no reason of the server's. */
export const sourceLag: WarningRule = {
  code: 'source-lag',
  fatal: true,
  find(evidence) {
    const { trials } = evidence;
    const overTheWire = isLate(trials, sentLate);
    if (!overTheWire && !isLate(trials, unexplainedLag)) return;
    const read = overTheWire ? sentLate : lag;
    const p50 = milliseconds(largestOf(trials, (trial) => read(trial).p50Us));
    const p99 = milliseconds(largestOf(trials, (trial) => read(trial).p99Us));
    const publisher = who(evidence);
    return {
      seen: {
        en: `${publisher.en} was late against the schedule: up to ${p50} at the median, ${p99} at p99. The server was not so busy.`,
        ko: `${publisher.ko}가 예정보다 늦게 발행했습니다. 중앙값 최대 ${p50}, p99 최대 ${p99}입니다. 서버는 그만큼 바쁘지 않았습니다.`,
      },
      why: {
        en: 'End-to-end latency counts from the moment an event was due, so this lag stands in it as if the transport had made it.',
        ko: '종단 간 지연은 이벤트가 예정된 순간부터 세므로, 이 지연이 전송 방식의 지연처럼 나타납니다.',
      },
      remedy: {
        en: 'End what else runs on this machine, or ask for fewer --clients or a lower --rate.',
        ko: '이 장비에서 도는 다른 작업을 끝내거나 --clients나 --rate를 낮추세요.',
      },
    };
  },
};

/** Published late because the server was busy: a property of the server at this load, which is to be known. */
export const serverLate: WarningRule = {
  code: 'server-late',
  fatal: false,
  find(evidence) {
    const { trials } = evidence;
    if (!isLate(trials, lag) || sourceLag.find(evidence) !== undefined) return;
    const p99 = milliseconds(largestOf(trials, (trial) => lag(trial).p99Us));
    const loopUs = largestOf(trials, ({ server }) => server.eventLoopDelayMaxUs);
    const loop = milliseconds(loopUs);
    return {
      seen: {
        en: `The server was so busy that it published up to ${p99} late (p99)${loopUs > 0 ? `; its event loop stood still for up to ${loop}` : ''}.`,
        ko: `서버가 바빠서 최대 ${p99} 늦게 발행했습니다(p99).${loopUs > 0 ? ` 이벤트 루프는 최대 ${loop} 멈췄습니다.` : ''}`,
      },
      why: {
        en: 'Its source runs in the same process: part of the end-to-end latency arose before the transport had the event.',
        ko: '발행자가 같은 프로세스에서 돌기 때문에, 종단 간 지연의 일부는 전송 방식이 이벤트를 받기 전에 생긴 것입니다.',
      },
      remedy: {
        en: 'Read delivery latency for the transport’s own part; --source http publishes from another process.',
        ko: '전송 방식만의 몫은 전달 지연을 보세요. --source http를 쓰면 다른 프로세스에서 발행합니다.',
      },
    };
  },
};
