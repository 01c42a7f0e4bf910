import { type PushCase, SSE_1, SSE_2, WEBSOCKET_1, WEBSOCKET_2 } from '../cases.ts';
import { type Bar, type CostSubject, clientCpu, figureOf, ratioOf, trialsOf } from '../subject.ts';

const WORDS = ['--transport', 'sse,websocket', '--clients', '3000', '--rate', '8', '--warmup', '2s'];
const READER: PushCase = { transport: 'bare-reader', http: null, name: 'bare socket reader' };

/** What the lab's own clients pay for one delivery, as a multiple of the least that reads at all. */
export default {
  id: 'generator',
  title: 'Clients: 3,000 subscribers, 8 events a second, 6 tabs per browser',
  async measure({ bench }) {
    const run = await bench(WORDS, { yardstick: READER.transport });
    const reader = trialsOf(run, READER);
    const bars: Bar[] = [
      { what: `client CPU per delivery: ${READER.name}`, figure: figureOf(reader, clientCpu), unit: 'µs' },
    ];
    for (const one of [SSE_1, WEBSOCKET_1, SSE_2, WEBSOCKET_2]) {
      bars.push({
        what: `client CPU per delivery: ${one.name} ÷ ${READER.name}`,
        figure: ratioOf(trialsOf(run, one), reader, clientCpu),
        unit: '×',
        ...(one.http === '1.1' && { atMost: 1.5 }),
      });
    }
    return bars;
  },
} satisfies CostSubject;
