import type { Load } from './load.ts';
import type { Observation } from './observation.ts';
import { HTTP1_CONNECTIONS } from './pool.ts';
import { type Reach, reachOf } from './prediction.ts';

type Kind = Pick<Observation, 'transport' | 'http'>;

/** How far a load is from others in what the costs of that transport depend on. */
export const reachFor = (kind: Kind, loads: readonly Load[], asked: Load): readonly Reach[] =>
  reachOf(loads, asked).filter((one) => matters(one, kind));

function matters({ input, asked, nearest }: Reach, { transport, http }: Kind): boolean {
  if (input === 'pollIntervalMs') return transport === 'polling';
  // Tabs change nothing but who shares a connection.
  if (input !== 'tabsPerBrowser' || http === '2') return true;
  // Up to six have one each; of more, polls stand in line. Whoever holds one open starves, which is told apart.
  return transport === 'polling' && Math.max(asked, nearest) > HTTP1_CONNECTIONS;
}
