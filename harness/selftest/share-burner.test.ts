import { expect, test } from 'vitest';
import { medianOf } from '../results/summary.ts';
import { ShareBurner } from './share-burner.ts';

const DELIVERIES = 30_000;
const event = { id: 1, channel: 'feed', data: 'x'.repeat(300) };

/** CPU of so many deliveries, each some microseconds of work. */
function cpuUsOf(burn: () => void): number {
  const before = process.cpuUsage();
  for (let delivery = 0; delivery < DELIVERIES; delivery++) {
    JSON.parse(JSON.stringify(event));
    burn();
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

test('deliveries take as much more CPU as they are told to, as a share of their own', () => {
  // One after the other, so that a machine that slows down slows both; the first rounds are the compiler's.
  const ratios = Array.from({ length: 12 }, () => {
    const plain = cpuUsOf(() => {});
    const burner = new ShareBurner(0.15);
    return cpuUsOf(() => burner.burn()) / plain;
  });
  // Others share the machine: none of it, or twice as much, would be seen.
  const ratio = medianOf(ratios.slice(4));
  expect(ratio).toBeGreaterThan(1.06);
  expect(ratio).toBeLessThan(1.27);
});
