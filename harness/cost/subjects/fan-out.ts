import {
  BARE_HTTP2,
  PUSH_CASES,
  type PushCase,
  RAW,
  SSE_1,
  SSE_2,
  WEBSOCKET_1,
  WEBSOCKET_2,
} from '../cases.ts';
import { type Bar, type CostSubject, figureOf, ratioOf, serverCpu, trialsOf } from '../subject.ts';

/** 24,000 deliveries a second, a quarter of a core; the warm-up is long enough for the compiler and the connects' garbage. */
const WORDS = ['--transport', 'sse,websocket', '--clients', '3000', '--rate', '8', '--warmup', '2s'];

const AT_MOST = new Map<PushCase, number>([
  [SSE_1, 1.1],
  [WEBSOCKET_1, 1.15],
  [SSE_2, 0.8],
]);

/** What the server pays for one delivery, as a multiple of the raw socket in the same block. */
export default {
  id: 'fan-out',
  title: 'Server: 3,000 subscribers, 8 events a second, 6 tabs per browser',
  async measure({ bench }) {
    const run = await bench(WORDS, { peers: true, beside: BARE_HTTP2.transport });
    const raw = trialsOf(run, RAW);
    const peers = run.cases
      .filter(({ transport, http }) => http === null && transport !== RAW.transport)
      .map(({ transport }): PushCase => ({ transport, http: null, name: transport }));
    const bars: Bar[] = [
      { what: 'server CPU per delivery: raw socket', figure: figureOf(raw, serverCpu), unit: 'µs' },
    ];
    for (const one of [...PUSH_CASES, ...peers]) {
      const atMost = AT_MOST.get(one);
      bars.push({
        what: `server CPU per delivery: ${one.name} ÷ raw socket`,
        figure: ratioOf(trialsOf(run, one), raw, serverCpu),
        unit: '×',
        ...(atMost !== undefined && { atMost }),
      });
    }
    bars.push({
      what: 'server CPU per delivery: WebSocket HTTP/2 ÷ SSE HTTP/2',
      figure: ratioOf(trialsOf(run, WEBSOCKET_2), trialsOf(run, SSE_2), serverCpu),
      unit: '×',
      atMost: 1.3,
    });
    const bare = trialsOf(run, BARE_HTTP2);
    if (bare.length > 0) {
      bars.push(
        {
          what: `server CPU per delivery: ${BARE_HTTP2.name} ÷ raw socket`,
          figure: ratioOf(bare, raw, serverCpu),
          unit: '×',
        },
        {
          what: `server CPU per delivery: ${SSE_2.name} ÷ ${BARE_HTTP2.name}`,
          figure: ratioOf(trialsOf(run, SSE_2), bare, serverCpu),
          unit: '×',
        },
      );
    }
    for (const one of [RAW, ...PUSH_CASES, ...peers]) {
      const trials = trialsOf(run, one);
      bars.push(
        { what: `p50: ${one.name}`, figure: figureOf(trials, p50Ms), unit: 'ms' },
        { what: `p99: ${one.name}`, figure: figureOf(trials, p99Ms), unit: 'ms' },
        {
          what: `connects: ${one.name}`,
          figure: figureOf(trials, ({ phasesUs }) => (3_000 / phasesUs.connect) * 1e6),
          unit: '/s',
        },
      );
    }
    return bars;
  },
} satisfies CostSubject;

const p50Ms = ({ latencyUs }: { latencyUs: { endToEnd: { p50: number } } }): number =>
  latencyUs.endToEnd.p50 / 1e3;
const p99Ms = ({ latencyUs }: { latencyUs: { endToEnd: { p99: number } } }): number =>
  latencyUs.endToEnd.p99 / 1e3;
