import { expect, test } from 'vitest';
import { type CpuProfile, flameGraph, framesBelow } from './flame-graph.ts';

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 0 });

/** `publish` is called from two places, once with a write below it. */
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 5] },
    { id: 2, callFrame: frame('publish', 'file:///lab/transports/hub.ts'), children: [4] },
    { id: 3, callFrame: frame('(idle)') },
    { id: 4, callFrame: frame('write<', 'node:internal/streams/writable') },
    { id: 5, callFrame: frame('publish', 'file:///lab/transports/hub.ts'), children: [] },
  ],
  samples: [2, 3, 4, 5],
  timeDeltas: [10, 1_000, 30, 60],
};

test('what lies below a function is added up over all the places that call it', () => {
  const root = framesBelow(profile, 'publish');
  expect(root.totalUs).toBe(100);
  expect([...root.children.values()].map(({ name, totalUs }) => [name, totalUs])).toEqual([
    ['write< node:streams/writable', 30],
  ]);
});

test('names in the picture are text, and each frame tells its share', () => {
  const svg = flameGraph(framesBelow(profile, 'publish'), 'a & b');
  expect(svg).toContain('a &amp; b');
  expect(svg).toContain('<title>write&lt; node:streams/writable: 30.0 %</title>');
  expect(svg).not.toContain('write<');
});
