import { isOfSameLab } from '../../harness/results/same-lab.ts';
import type { Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';

const words = texts.selfTest;

type SelfTest = NonNullable<Run['selftest']>;

/** What the lab's last self-test says of the lab that measured this run, as sentences. */
export function saySelfTest(run: Run, language: Language): string {
  const { selftest } = run;
  if (selftest === undefined) return words.none[language];
  if (!isOfSameLab(selftest.environment, run.environment)) return words.elsewhere[language];
  const { defects, aa, residence } = selftest;
  return [
    defects ? sayDefects(defects, language) : words.none[language],
    aa ? sayAa(aa, language) : '',
    residence ? sayResidence(residence, run, language) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function sayDefects({ finishedAt, findings }: NonNullable<SelfTest['defects']>, language: Language): string {
  const missed = findings.filter(({ caught }) => !caught);
  const said = fill(words.caught, language, {
    caught: String(findings.length - missed.length),
    planted: String(findings.length),
    when: sayWhen(finishedAt, language),
  });
  if (missed.length === 0) return said;
  const defects = missed.map(({ title }) => title[language]).join('; ');
  return `${said} ${fill(words.missed, language, { defects })}`;
}

const sayWhen = (finishedAt: string, language: Language): string =>
  new Date(finishedAt).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });

function sayAa(
  { finishedAt, pairs, falseAlarms, found, plantedShare, holds }: NonNullable<SelfTest['aa']>,
  language: Language,
): string {
  const percent = (share: number): string =>
    share.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
  const said = fill(words.aa, language, {
    when: sayWhen(finishedAt, language),
    pairs: String(pairs),
    falseAlarms: percent(falseAlarms),
    found: percent(found),
    more: percent(plantedShare),
  });
  return holds ? said : `${said} ${words.aaFails[language]}`;
}

function sayResidence(
  { finishedAt, cases }: NonNullable<SelfTest['residence']>,
  { transports }: Run,
  language: Language,
): string {
  if (!cases.every(({ holds }) => holds)) return words.residenceFails[language];
  const milliseconds = (us: number): string =>
    `${(us / 1e3).toLocaleString(language, { maximumSignificantDigits: 2 })}\u00a0ms`;
  const told = cases.map(({ transport, packetToReceiveUs: { p50, p99 } }) => {
    const title = transports[transport]?.title[language] ?? transport;
    return `${title} ${milliseconds(p50)} (p99 ${milliseconds(p99)})`;
  });
  return fill(words.residence, language, { when: sayWhen(finishedAt, language), cases: told.join('; ') });
}
