import native from '../../engines/native/index.ts';
import { LabProcess } from '../../lab-process.ts';
import type { TrialPlan } from '../../trial-plan.ts';
import { PUSH_CASES } from '../cases.ts';
import { overTrials } from '../estimate.ts';
import type { MemoryAnswer, MemoryCommand } from '../memory-process.ts';
import type { Bar, CostSubject } from '../subject.ts';

const CLIENTS = 15_000;
const TIMES = 3;
const COLLECT_PATIENCE_MS = 60_000;

/** What is left of 15,000 subscribers who joined and left three times, against once. */
export default {
  id: 'leaving',
  title: 'Leaving: 15,000 subscribers join and leave, three times',
  async measure({ plan }) {
    const bars: Bar[] = [];
    for (const { transport, http, name } of PUSH_CASES) {
      const words = ['--transport', transport, '--http', http ?? '1.1', '--clients', String(CLIENTS)];
      const left = await joinAndLeave(await plan(words));
      const [first, last] = [left[0], left.at(-1)];
      if (first === undefined || last === undefined) continue;
      bars.push(
        {
          what: `heap and external memory after the third leaving ÷ the first: ${name}`,
          figure: overTrials([last.heapBytes / first.heapBytes]),
          unit: '×',
          atMost: 1.1,
        },
        {
          what: `RSS after the third leaving ÷ the first: ${name}`,
          figure: overTrials([last.rssBytes / first.rssBytes]),
          unit: '×',
          atMost: 1.1,
        },
      );
    }
    return bars;
  },
} satisfies CostSubject;

type Memory = Extract<MemoryAnswer, { type: 'memory' }>;

/** The server's memory after each time that everybody left. */
async function joinAndLeave(plan: TrialPlan): Promise<Memory[]> {
  const server = new LabProcess<MemoryCommand, MemoryAnswer>(
    { file: new URL('../memory-process.ts', import.meta.url) },
    'server',
    'server',
  );
  try {
    const ready = server.answer('ready');
    server.send({ type: 'open', plan });
    const { port } = await ready;
    const origin = { host: '127.0.0.1', port, tls: false };
    const memories: Memory[] = [];
    for (let time = 0; time < TIMES; time++) {
      const session = await native.open(plan);
      try {
        await session.connect({ origin, stateOrigin: origin });
      } finally {
        await session.close();
      }
      const memory = server.answer('memory', COLLECT_PATIENCE_MS);
      server.send({ type: 'collect' });
      memories.push(await memory);
    }
    return memories;
  } finally {
    await server.close();
  }
}
