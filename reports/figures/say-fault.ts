import type { Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';
import { faultTitle } from './fault.ts';

const words = texts.fault;

/**
 * What went wrong, when, and which of two things a downtime means here: what each client does of itself, or
 * windows that were made equal.
 */
export function sayCircumstances(run: Run, language: Language): string {
  const seconds = (us: number): string => (us / 1e6).toLocaleString(language, { maximumFractionDigits: 2 });
  const faults = new Map(run.cases.flatMap(({ fault }) => (fault === undefined ? [] : [[fault.id, fault]])));
  const told = [...faults.values()].map(({ id, fromUs, lengthUs }) => {
    const fault = faultTitle(run, id, language);
    const values = { fault, from: seconds(fromUs), length: seconds(lengthUs) };
    return fill(lengthUs === 0 ? words.whenAtOnce : words.when, language, values);
  });
  return [...told, ...conditionsOf(run, language)].join(' ');
}

function conditionsOf({ cases }: Run, language: Language): string[] {
  const said = cases.map(({ parameters, trials }) => {
    const modes = trials.flatMap(({ reconnection }) => reconnection?.mode ?? []);
    const delay = (Number(parameters.reconnectDelayMs) / 1e3).toLocaleString(language);
    return [
      ...(modes.includes('wild') ? [words.wild[language]] : []),
      ...(modes.includes('equal-windows') ? [fill(words.equalWindows, language, { delay })] : []),
      ...(parameters.resume === false ? [words.withoutResume[language]] : []),
      ...(parameters.coldLog === true ? [words.coldLog[language]] : []),
    ];
  });
  return [...new Set(said.flat())];
}
