import { expect, test } from 'vitest';
import type { FaultStep } from '../fault.ts';
import type { FaultSeen } from '../incident.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { lossOf } from './loss.ts';
import type { Outage, OutageReport } from './outage-watch.ts';
import { windowsOf } from './windows.ts';

const second = (seconds: number): number => seconds * 1e6;

/** One subscriber, an event every 0.1 s; its browser is cut at 2 s, and it is back at 4 s. */
interface Story {
  readonly resume?: boolean;
  readonly missed: readonly number[];
  readonly outage?: Partial<Outage>;
  readonly later?: Outage;
  readonly gapAt?: number;
  readonly publisher?: number;
  readonly killed?: boolean;
  readonly steps?: readonly FaultStep[];
}

function told({ resume, missed, outage, later, gapAt, publisher, killed = false, steps = [] }: Story) {
  const outages: Outage[] = [
    { tab: 0, lastHeardUs: 0, downUs: second(2.01), cause: 'reset', upUs: second(4), replayed: 0, ...outage },
  ];
  if (later !== undefined) outages.push(later);
  const deeds = killed ? [] : [{ kind: 'cut' as const, atUs: second(2), browser: 0, connections: 1 }];
  const seen = {
    link: { deeds, cpuUs: 0, bytes: 0 },
    serverDeeds: killed ? [{ kind: 'kill' as const, atUs: second(2) }] : [],
    plan: { steps, linked: true, server: {} },
  } satisfies Partial<FaultSeen>;
  const report = {
    outages,
    events: Array.from({ length: 100 }, (_, place) => {
      return { offsetUs: second(place / 10), channel: 'room', publisher };
    }),
    missed: new Map([[0, Int32Array.from(missed, (at) => at * 10)]]),
    channels: new Map([[0, ['room']]]),
    gaps: gapAt === undefined ? [] : [{ tab: 0, reason: 'expired' as const, atUs: second(gapAt) }],
  };
  const windows = windowsOf(outages, seen, 4, 0);
  const plan = { ...(resume !== undefined && { resume }) } as TrialPlan;
  return lossOf(plan, 0, windows, [report as unknown as OutageReport], seen);
}

const none = {
  lostOffline: 0,
  lostInFlight: 0,
  lostAnnounced: 0,
  lostForGood: 0,
  lostUpstream: 0,
  unexplained: 0,
};

test('what was due from the cut to the return is counted, lost or not', () => {
  expect(told({ missed: [] })).toEqual({ ...none, dueOffline: 21 });
});

test('without an id, a loss is of the window or was on its way, and anything else is unexplained', () => {
  expect(told({ resume: false, missed: [2.5, 3, 3.5, 1.9] })).toMatchObject({
    lostOffline: 3,
    lostInFlight: 1,
  });
  expect(told({ resume: false, missed: [1.8, 4.1] })).toMatchObject({ ...none, unexplained: 2 });
});

test('what happens after a poller’s last answer waits for its next question', () => {
  const outage = { lastAnswerUs: second(1.6) };
  expect(told({ resume: false, missed: [1.5, 1.7], outage })).toMatchObject({ ...none, lostInFlight: 2 });
  expect(told({ resume: false, missed: [1.4], outage })).toMatchObject({ ...none, unexplained: 1 });
});

test('with an id nothing may be lost, unless a gap was told right after', () => {
  expect(told({ missed: [3] })).toMatchObject({ ...none, unexplained: 1 });
  expect(told({ missed: [3], gapAt: 4.001 })).toMatchObject({ ...none, lostAnnounced: 1 });
  expect(told({ missed: [6], gapAt: 4.001 })).toMatchObject({ ...none, unexplained: 1 });
  const later: Outage = {
    tab: 0,
    lastHeardUs: 0,
    downUs: second(6),
    cause: 'reset',
    upUs: second(7),
    replayed: 0,
  };
  expect(told({ missed: [3, 6.5], later, gapAt: 7.001 })).toMatchObject({
    ...none,
    lostAnnounced: 1,
    unexplained: 1,
  });
});

test('who never came back lost everything for good', () => {
  const { upUs: _, ...gone } = { upUs: 0, tab: 0 };
  const outage = { ...gone, upUs: undefined } as unknown as Partial<Outage>;
  expect(told({ missed: [3, 9], outage })).toMatchObject({ ...none, lostForGood: 2 });
});

test('an event of a client that was offline itself, or that only a dead server had, is lost upstream', () => {
  expect(told({ missed: [3], publisher: 0 })).toMatchObject({ ...none, lostUpstream: 1 });
  expect(told({ missed: [3], publisher: 1, killed: true })).toMatchObject({ ...none, lostUpstream: 1 });
  // Published by one who was online, on a server that lived: the subscriber's own loss.
  expect(told({ missed: [3], publisher: 1 })).toMatchObject({ ...none, unexplained: 1 });
  expect(told({ missed: [6], publisher: 0 })).toMatchObject({ ...none, unexplained: 1 });
});

test('what one who had stopped reading left unread is lost with its connection', () => {
  const steps: FaultStep[] = [{ atUs: second(1), on: 'tabs', tabs: [0], stopReadingForUs: second(2) }];
  expect(told({ resume: false, missed: [1.2, 3], steps })).toMatchObject({ lostInFlight: 1, lostOffline: 1 });
});
