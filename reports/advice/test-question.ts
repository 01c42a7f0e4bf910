import type { Advice, Estimate } from './advise.ts';
import type { Load } from './load.ts';
import type { Question } from './question.ts';

/** What tests of the advice measure and ask. */
export const load = (subscribers: number, eventsPerSecond: number, payloadBytes = 200): Load => ({
  subscribers,
  eventsPerSecond,
  payloadBytes,
  tabsPerBrowser: 4,
  pollIntervalMs: 500,
});
export const LOADS = [load(50, 10), load(400, 10), load(200, 2), load(200, 20), load(200, 10, 1000)];

export const question = (changes: Partial<Question> = {}): Question => ({
  ...load(300, 6, 500),
  direction: 'down',
  toleratedDelayMs: 100,
  lossTolerated: false,
  proxiesOnTheWay: false,
  http2: true,
  tls: true,
  ...changes,
});

export const optionOf = (advice: Advice, transport: string, http: '1.1' | '2') => {
  const found = advice.options.find((one) => one.transport === transport && one.http === http);
  if (found === undefined) throw new Error(`no option ${transport} over HTTP/${http}`);
  return found;
};
export const figureOf = (estimate: Estimate): number => {
  if ('unknown' in estimate) throw new Error(estimate.unknown.en);
  return estimate.value;
};
