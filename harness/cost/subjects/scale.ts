import type { Run, Trial } from '../../results/schema.ts';
import { PUSH_CASES, type PushCase, RAW, SSE_1, SSE_2, WEBSOCKET_1 } from '../cases.ts';
import { ratioOverBlocks } from '../estimate.ts';
import { type Bar, type CostSubject, figureOf, serverCpu, trialsOf } from '../subject.ts';

const FEW = 1_000;
const SOME = 5_000;
const MANY = 15_000;

/** KB of the server's memory per subscriber, with documented APIs. */
const MEMORY_AT_MOST = new Map<PushCase, number>([
  [SSE_1, 20],
  [WEBSOCKET_1, 11],
  [SSE_2, 12],
]);

/** Memory per subscriber, and whether costs grow with the audience more than the machine's own do. */
export default {
  id: 'scale',
  title: 'Scale: 1,000, 5,000 and 15,000 subscribers, 1 event a second, 6 tabs per browser',
  blocksAtMost: 3,
  async measure({ bench }) {
    const runs = new Map<number, Run>();
    for (const clients of [FEW, SOME, MANY]) {
      runs.set(
        clients,
        await bench(['--transport', 'sse,websocket', '--clients', String(clients), '--rate', '1']),
      );
    }
    const trials = (clients: number, one: PushCase): readonly Trial[] =>
      trialsOf(runs.get(clients) as Run, one);
    return [
      ...[...runs.keys()].flatMap((clients) => memory(clients, (one) => trials(clients, one))),
      ...PUSH_CASES.map((one) => growth(one, trials)),
      ...[RAW, ...PUSH_CASES].flatMap((one) => arrival(one, trials(MANY, one))),
    ];
  },
} satisfies CostSubject;

const memory = (clients: number, trials: (one: PushCase) => readonly Trial[]): Bar[] =>
  [RAW, ...PUSH_CASES].map((one) => {
    const atMost = MEMORY_AT_MOST.get(one);
    return {
      what: `memory per subscriber at ${clients.toLocaleString('en')}: ${one.name}`,
      figure: figureOf(trials(one), ({ server }) => (server.rssBytesPerSubscriber ?? Number.NaN) / 1e3),
      unit: 'KB',
      ...(atMost !== undefined && { atMost }),
    };
  });

/** The ratio to the raw socket at the same number, of many against few. */
function growth(one: PushCase, trials: (clients: number, one: PushCase) => readonly Trial[]): Bar {
  const ratios = (clients: number): number[] =>
    trials(clients, one).map((trial, block) => {
      const raw = trials(clients, RAW)[block];
      return raw === undefined ? Number.NaN : serverCpu(trial) / serverCpu(raw);
    });
  return {
    what: `growth of the ratio to the raw socket, ${FEW} to ${MANY}: ${one.name}`,
    figure: ratioOverBlocks(ratios(MANY), ratios(FEW)),
    unit: '×',
    atMost: 1.1,
  };
}

const arrival = (one: PushCase, trials: readonly Trial[]): Bar[] => [
  {
    what: `lost at 15,000: ${one.name}`,
    figure: figureOf(trials, ({ deliveries }) => deliveries.lost),
    unit: '',
    atMost: 0,
  },
  {
    what: `p99 at 15,000: ${one.name}`,
    figure: figureOf(trials, ({ latencyUs }) => latencyUs.endToEnd.p99 / 1e3),
    unit: 'ms',
    atMost: 500,
  },
];
