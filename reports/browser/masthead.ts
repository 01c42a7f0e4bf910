import type { Capacity } from '../../harness/results/capacity-schema.ts';
import type { Trial } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { warmUpSeconds } from '../figures/timeline.ts';
import { type Report, trialsOf } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { el } from './dom.ts';
import type { Preferences } from './preferences.ts';
import { switchesOf } from './switches.ts';

/** The question, what was measured in one line, and the switches. */
export function mastheadOf(
  { run }: Report,
  preferences: Preferences,
  change: (change: Partial<Preferences>) => void,
): HTMLElement {
  const { language } = preferences;
  const scenarios = Object.keys(run.scenarios);
  const faults = Object.values(run.faults ?? {});
  const title = [
    ...scenarios.map((id) => run.scenarios[id]?.title[language] ?? id),
    ...faults.map((fault) => fault.title[language]),
  ].join(' · ');
  const summary = [
    ...scenarios.map((id) => run.scenarios[id]?.summary[language] ?? ''),
    ...faults.map((fault) => fault.summary[language]),
  ].join(' ');
  return el(
    'header',
    { class: 'masthead' },
    el('p', { class: 'kicker' }, texts.page.name[language]),
    switchesOf(preferences, change),
    el('h1', {}, title === '' ? run.id : title),
    el('p', { class: 'lead' }, summary),
    el('p', { class: 'facts' }, factsOf(run, language).join('  ·  ')),
    run.complete ? null : el('p', { class: 'note' }, texts.page.incomplete[language]),
  );
}

function factsOf(run: Report['run'], language: Language): string[] {
  const when = new Date(run.startedAt).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  const subscribers = [...new Set(run.cases.map((one) => one.subscribers.toLocaleString(language)))];
  const trials = trialsOf(run);
  const measuredS = Math.max(0, ...run.cases.flatMap((one) => one.trials.map(measuredUs))) / 1e6;
  return [
    subscribers.length === 0 ? '' : fill(texts.page.subscribers, language, { n: subscribers.join(', ') }),
    run.capacity ? fill(texts.capacity.probesRun, language, { n: String(probesOf(run.capacity)) }) : '',
    trials === 0
      ? ''
      : trials === 1
        ? texts.page.oneTrial[language]
        : fill(texts.page.trials, language, { n: String(trials) }),
    measuredS === 0
      ? ''
      : fill(texts.page.duration, language, {
          seconds: Number(measuredS.toFixed(1)).toLocaleString(language),
          warmUp: Number(warmUpSeconds(run.cases).toFixed(1)).toLocaleString(language),
        }),
    fill(texts.page.measuredAt, language, { when }),
  ].filter((fact) => fact !== '');
}

/** A fault and the time after it are measured, too. */
const measuredUs = ({ phasesUs: { measure, fault = 0, recover = 0 } }: Trial): number =>
  measure + fault + recover;

const probesOf = ({ cases }: Capacity): number => cases.reduce((sum, { probes }) => sum + probes.length, 0);
