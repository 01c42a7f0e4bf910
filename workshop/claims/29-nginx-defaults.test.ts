import { expect, test } from 'vitest';
import { FIVE } from '../five-directives.ts';
import claim from './29-nginx-defaults.ts';

const [buffering, version] = FIVE;
const SETS = [
  [],
  ...FIVE.map((one) => [one]),
  [...FIVE],
  ...FIVE.map((left) => FIVE.filter((one) => one !== left)),
];

const because = (works: (directives: readonly string[]) => boolean): string => {
  const ways = SETS.map((directives) => ({
    directives,
    ...(works(directives) ? { received: 30, medianDelayMs: 1 } : { received: 18, medianDelayMs: 900 }),
    upstreamHttp: '1.0',
    upstreamConnection: 'close',
  }));
  return claim.judge({ published: 30, everyMs: 100, ways }).because.en;
};

test('the one directive that must not be left out is named', () => {
  expect(because((set) => set.includes(buffering))).toContain(`repairs it: ${buffering}. `);
});

test('where each of two is enough both are named, and the other three are not', () => {
  const said = because((set) => set.includes(buffering) || set.includes(version));
  expect(said).toContain(`repairs it: ${buffering}, ${version}, any of these. `);
});

test('where any two are needed no single one is named', () => {
  expect(because((set) => set.length > 1)).toContain('repairs it: more than one of them');
});
