import { mergeHistograms } from '../../results/latency-histogram.ts';
import type { Trial } from '../../results/schema.ts';
import { SSE_1, SSE_2, WEBSOCKET_1 } from '../cases.ts';
import { overTrials } from '../estimate.ts';
import type { Bar, CostSubject } from '../subject.ts';

const SERVERS = 2;
const CLIENTS_EACH = 15_000;

/**
 * More than one process may hold open: two servers, each with a load process of its own, all on two
 * cores. A server has a port of its own, and with it all of the system's local ports.
 */
export default {
  id: 'two-servers',
  title: 'Two servers: 30,000 subscribers, 1 event a second, 6 tabs per browser',
  blocksAtMost: 3,
  async measure({ plan, atOnce, trials }) {
    const bars: Bar[] = [];
    for (const { transport, http, name } of [SSE_1, WEBSOCKET_1, SSE_2]) {
      const words = ['--transport', transport, '--http', http ?? '1.1', '--clients', String(CLIENTS_EACH)];
      const one = await plan([...words, '--rate', '1', '--duration', '10s']);
      const blocks: (readonly Trial[])[] = [];
      for (let block = 0; block < trials; block++) {
        blocks.push(await atOnce(Array.from({ length: SERVERS }, () => one)));
      }
      bars.push(
        {
          what: `lost at 30,000: ${name}`,
          figure: overTrials(blocks.map(lost)),
          unit: '',
          atMost: 0,
        },
        { what: `received at 30,000: ${name}`, figure: overTrials(blocks.map(received)), unit: '' },
        { what: `p50 at 30,000: ${name}`, figure: overTrials(blocks.map(percentileMs(50))), unit: 'ms' },
        { what: `p99 at 30,000: ${name}`, figure: overTrials(blocks.map(percentileMs(99))), unit: 'ms' },
      );
    }
    return bars;
  },
} satisfies CostSubject;

/** Starved tabs, too, did not get what they were to get. */
const lost = (trials: readonly Trial[]): number =>
  trials.reduce((sum, { deliveries }) => sum + deliveries.lost + deliveries.missedByStarved, 0);

const received = (trials: readonly Trial[]): number =>
  trials.reduce((sum, { deliveries }) => sum + deliveries.received, 0);

const percentileMs =
  (percentile: number) =>
  (trials: readonly Trial[]): number => {
    const latency = mergeHistograms(trials.flatMap(({ latencyUs }) => latencyUs.endToEnd.histogram ?? []));
    return latency.getValueAtPercentile(percentile) / 1e3;
  };
