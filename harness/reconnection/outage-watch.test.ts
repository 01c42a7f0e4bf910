import { expect, test } from 'vitest';
import type { LoadScene } from '../meter.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { OutageWatch } from './outage-watch.ts';

const listener = { channels: ['room'], from: 'end' } as const;
const scene: LoadScene = {
  plan: { warmUpUs: 0, durationUs: 2e6, tabsPerBrowser: 1 } as TrialPlan,
  schedule: [],
  audience: [listener, listener],
  tabs: [0, 1],
  starved: new Set([1]),
  startAtUs: 0,
  trafficOf: () => 0,
  faultSteps: [],
};

const sum = (bins: Uint32Array): number => bins.reduce((total, count) => total + count, 0);

test('a tab that was starved at the start and opens late is connected, and that is no reconnect', () => {
  const watch = new OutageWatch(scene);
  watch.onOpen(1, 300_000);
  watch.onDown(1, { code: 'reset' } as Parameters<OutageWatch['onDown']>[1], 500_000);
  watch.onOpen(1, 700_000);
  const { connectedAtStart, firstUps, ups, downs } = watch.report();
  expect({ connectedAtStart, firstUps: sum(firstUps), ups: sum(ups), downs: sum(downs) }).toEqual({
    connectedAtStart: 1,
    firstUps: 1,
    ups: 1,
    downs: 1,
  });
});
