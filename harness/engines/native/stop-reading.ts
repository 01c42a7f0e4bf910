import type { FaultStep } from '../../fault.ts';
import { actOnTime } from '../../timed-steps.ts';
import type { Tab } from './tab.ts';

/**
 * Plays the clients' own part of a fault: tabs that do not read for a while.
 *
 * @param tabs those of this process, by index in the audience
 * @returns stops what is still to come
 */
export function stopReading(
  steps: readonly FaultStep[],
  tabs: ReadonlyMap<number, Tab>,
  startAtUs: number,
): () => void {
  const own = steps.flatMap((step) => {
    if (step.on !== 'tabs') return [];
    const members = step.tabs.flatMap((index) => tabs.get(index) ?? []);
    return [
      { atUs: step.atUs, act: () => members.forEach((tab) => void tab.pause()) },
      { atUs: step.atUs + step.stopReadingForUs, act: () => members.forEach((tab) => void tab.resume()) },
    ];
  });
  return actOnTime(own, startAtUs, ({ act }) => act());
}
