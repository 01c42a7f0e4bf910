import type { Trial } from '../../results/schema.ts';
import type { PushCase } from '../cases.ts';
import { type CostSubject, figureOf, ratioOf, trialsOf } from '../subject.ts';

/** 6,000 polls a second, nearly all of them answered by 204, as with most polls there are. */
const WORDS = ['--transport', 'polling', '--clients', '3000', '--rate', '1', '--poll-interval', '500ms'];
const BARE: PushCase = { transport: 'bare-http', http: null, name: 'bare node:http' };
const POLLING_1: PushCase = { transport: 'polling', http: '1.1', name: 'polling HTTP/1.1' };
const POLLING_2: PushCase = { transport: 'polling', http: '2', name: 'polling HTTP/2' };

const perRequest = ({ server, latencyUs }: Trial): number =>
  server.cpuUs / (latencyUs.request?.count ?? Number.NaN);

/** What the server pays for one poll, as a multiple of a `node:http` handler with the same answer. */
export default {
  id: 'polling',
  title: 'Polling: 3,000 subscribers that ask twice a second',
  async measure({ bench }) {
    const run = await bench(WORDS, { yardstick: BARE.transport });
    const bare = trialsOf(run, BARE);
    return [
      { what: `server CPU per poll: ${BARE.name}`, figure: figureOf(bare, perRequest), unit: 'µs' },
      {
        what: `server CPU per poll: ${POLLING_1.name} ÷ ${BARE.name}`,
        figure: ratioOf(trialsOf(run, POLLING_1), bare, perRequest),
        unit: '×',
        atMost: 1.6,
      },
      {
        what: `server CPU per poll: ${POLLING_2.name} ÷ ${BARE.name}`,
        figure: ratioOf(trialsOf(run, POLLING_2), bare, perRequest),
        unit: '×',
      },
    ];
  },
} satisfies CostSubject;
