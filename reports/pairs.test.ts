import { expect, test } from 'vitest';
import type { Run } from '../harness/results/schema.ts';
import { fixtureRun } from './fixture-run.ts';
import { pairsOf } from './pairs.ts';

/** Every compared case once more through a proxy, and once more through it with two servers. */
function severalWays(run: Run): void {
  const as = (name: string, parameters: Run['cases'][number]['parameters']) =>
    run.cases
      .filter(({ transport }) => run.transports[transport]?.role === 'compared')
      .map((one) => ({ ...one, id: `${one.id} ${name}`, parameters: { ...one.parameters, ...parameters } }));
  run.cases = [...run.cases, ...as('via', { via: 'relay' }), ...as('both', { via: 'relay', servers: 2 })];
}

test('cases are compared that differ in their transport or version, or in one thing else, never in both', () => {
  const run = fixtureRun({ change: severalWays });
  const own = run.cases.filter(({ transport, http }) => transport === 'sse' && http === '1.1')[0]?.id ?? '';
  const against = pairsOf(run)
    .flatMap(({ subject, baseline }) => (subject === own ? [baseline] : baseline === own ? [subject] : []))
    .sort();
  const plain = pairsOf(fixtureRun()).flatMap(({ subject, baseline }) =>
    subject === own ? [baseline] : baseline === own ? [subject] : [],
  );
  expect(against).toEqual([...plain, `${own} via`].sort());
});
