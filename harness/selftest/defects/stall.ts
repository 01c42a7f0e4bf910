import type { BenchCase } from '../../results/schema.ts';
import type { Defect } from '../defect.ts';
import { milliseconds } from '../say.ts';
import type { PlantedCase } from '../selftest-lab.ts';

/** As in wrk2's README: half a second into the measure phase the server stands still. */
const AFTER_MS = 1_000;
const STALL_MS = 1_400;

const server = {
  file: new URL('../planted/stalled-server-process.ts', import.meta.url),
  words: [String(AFTER_MS), String(STALL_MS)],
};

/** A person who waits sees a second of it, and who measures requests one after the other sees none. */
const FELT_US = 1_000_000;
const HIDDEN_US = 100_000;

const CASES: readonly PlantedCase[] = [
  { id: 'SSE', plan: { transport: 'sse' } },
  { id: 'WebSocket', plan: { transport: 'websocket' } },
  // Each client asks as often as a closed loop would: of its polls one in some hundreds meets the stall.
  {
    id: 'polling',
    plan: {
      transport: 'polling',
      parameters: { clients: 10, rate: 100, payloadBytes: 100 },
      pollIntervalMs: 10,
    },
  },
].map((one) => ({ ...one, server, plan: { ...one.plan, durationUs: 4_000_000 } }));

export default {
  id: 'stall',
  order: 20,
  title: { en: 'A stall of the server of 1.4 s', ko: '서버가 1.4초 동안 멈춤' },
  expected: 'end-to-end p99 of at least 1 s, where the request time of a closed-loop poller hides it',
  async hunt(lab) {
    const { cases } = await lab.run({ cases: CASES });
    const endToEnd = cases.map((one) => p99(one, 'endToEnd'));
    const request = p99(cases.at(-1), 'request');
    const told = cases.map(({ id }, place) => `${id} ${milliseconds(endToEnd[place] ?? 0)}`);
    return {
      found: `end-to-end p99 ${told.join(', ')}; request p99 of the poller ${milliseconds(request)}`,
      caught: endToEnd.every((us) => us >= FELT_US) && request < HIDDEN_US,
    };
  },
} satisfies Defect;

const p99 = (one: BenchCase | undefined, of: 'endToEnd' | 'request'): number =>
  one?.trials[0]?.latencyUs[of]?.p99 ?? Number.NaN;
