import { driftOf, type Moment, momentsOf } from '../drift.ts';
import { HEADLINE_METRICS } from '../results/comparison.ts';
import { isSupported } from '../results/percentiles.ts';
import type { Slice, Trial } from '../results/schema.ts';
import { valueAt } from '../results/summary.ts';
import type { WarningRule } from './warning-rule.ts';

/** A figure that doubles from one trial to the next hides every difference that people look for. */
const WIDE_SPREAD = 2;

const SAID: Readonly<Record<(typeof HEADLINE_METRICS)[number], { en: string; ko: string }>> = {
  'latencyUs.endToEnd.p50': { en: 'end-to-end p50', ko: '종단 간 p50' },
  'latencyUs.endToEnd.p99': { en: 'end-to-end p99', ko: '종단 간 p99' },
  'server.cpuUsPerDelivery': { en: 'server CPU per delivery', ko: '전달당 서버 CPU' },
  'server.rssBytesPerSubscriber': { en: 'memory per subscriber', ko: '구독자당 메모리' },
  'bytes.perDelivery': { en: 'bytes per delivery', ko: '전달당 바이트' },
};

/** Largest ÷ smallest over the trials that have the metric; 1 where fewer than two do. */
function spreadOf(trials: readonly Trial[], path: string): number {
  const values = trials
    .filter((trial) => isSupported(trial, path))
    .flatMap((trial) => valueAt(trial, path) ?? []);
  return values.length < 2 ? 1 : Math.max(...values) / Math.max(Math.min(...values), Number.MIN_VALUE);
}

export const trialSpread: WarningRule = {
  code: 'trial-spread',
  fatal: false,
  find({ trials }) {
    const wide = HEADLINE_METRICS.map((path) => ({ ...SAID[path], spread: spreadOf(trials, path) })).filter(
      ({ spread }) => spread > WIDE_SPREAD,
    );
    if (wide.length === 0) return;
    const times = (spread: number): string => (spread > 100 ? '> 100' : spread.toPrecision(2));
    return {
      seen: {
        en: `Trials differ widely, largest against smallest: ${wide.map(({ en, spread }) => `${en} ${times(spread)}×`).join(', ')}.`,
        ko: `시행 사이의 차이가 큽니다(최댓값÷최솟값): ${wide.map(({ ko, spread }) => `${ko} ${times(spread)}배`).join(', ')}.`,
      },
      why: {
        en: 'The median of a few such trials may land anywhere between them next time.',
        ko: '이런 시행 몇 번의 중앙값은 다음 실행에서 그 사이 어디에든 놓일 수 있습니다.',
      },
      remedy: {
        en: 'Compare the ranges and not the medians; quieten the machine, measure longer with --duration, or use more --trials.',
        ko: '중앙값 대신 범위를 비교하세요. 장비를 조용하게 하거나 --duration이나 --trials를 늘리세요.',
      },
    };
  },
};

/** A change of figures within the measure phase by more than this matters to what people compare. */
const DRIFT = 1.25;

/** CPU follows the deliveries of its slice, which are as the schedule has them. */
const cpu = ({ serverCpuUs, deliveries }: Slice): Moment => ({ value: serverCpuUs, load: deliveries });
const latency = ({ endToEndP50Us }: Slice): Moment | undefined =>
  endToEndP50Us === null ? undefined : { value: endToEndP50Us };

export const notSettled: WarningRule = {
  code: 'not-settled',
  fatal: false,
  find({ plan, trials }) {
    // What goes wrong in the middle is meant to be seen there.
    if (plan.fault !== undefined) return;
    const drifts = [
      { en: 'server CPU', ko: '서버 CPU', drift: driftOf(momentsOf(trials, cpu)) },
      { en: 'end-to-end p50', ko: '종단 간 p50', drift: driftOf(momentsOf(trials, latency)) },
    ].filter(({ drift }) => drift > DRIFT || drift < 1 / DRIFT);
    if (drifts.length === 0) return;
    const change = (drift: number): string =>
      `${drift > 1 ? '+' : '−'}${Math.round(Math.abs(drift - 1) * 100)} %`;
    return {
      seen: {
        en: `Figures still moved from the first to the second half of measuring: ${drifts.map(({ en, drift }) => `${en} ${change(drift)}`).join(', ')}.`,
        ko: `측정 전반과 후반의 값이 다릅니다: ${drifts.map(({ ko, drift }) => `${ko} ${change(drift)}`).join(', ')}.`,
      },
      why: {
        en: 'The warm-up was too short, or the load outruns the server: a longer run would show other figures.',
        ko: '워밍업이 짧았거나 서버가 부하를 따라가지 못하고 있습니다. 더 오래 실행하면 다른 값이 나옵니다.',
      },
      remedy: {
        en: 'Use a longer --warmup and --duration; where latency keeps growing, a lower --rate.',
        ko: '--warmup과 --duration을 늘리세요. 지연이 계속 늘어난다면 --rate를 낮추세요.',
      },
    };
  },
};
