import type { Language } from '../../drawing/look.ts';
import type { RunEntry, RunSummary } from '../../run-entry.ts';
import { fill, texts } from '../../texts.ts';

const words = texts.list;

/** What a run is called: by its name, else by what was measured, else by its folder. */
export function titleOf({ id, name, summary }: RunEntry, language: Language): string {
  const title = summary?.title[language];
  return name ?? (title === undefined || title === '' ? id : title);
}

export function whenOf({ startedAt }: RunEntry, language: Language): string {
  if (startedAt === null) return '';
  return new Date(startedAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

export function sizeOf(bytes: number, language: Language): string {
  const [unit, amount] =
    bytes < 1e6 ? (['kilobyte', bytes / 1e3] as const) : (['megabyte', bytes / 1e6] as const);
  const digits = amount < 10 ? 1 : 0;
  return amount.toLocaleString(language, { style: 'unit', unit, maximumFractionDigits: digits });
}

export function machineOf({ machine }: RunSummary, language: Language): string {
  const gigabytes = machine.memoryBytes / 2 ** 30;
  return fill(words.machine, language, {
    cpu: machine.cpu,
    cores: String(machine.cores),
    memory: gigabytes.toLocaleString(language, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 0 }),
    os: machine.os,
    node: machine.node,
  });
}

export const measuredOf = ({ capacity, cases, trials }: RunSummary, language: Language): string =>
  fill(capacity ? words.searched : words.measured, language, {
    cases: String(cases),
    trials: String(trials),
  });

/** Everything that a run may be searched by, in lower case. */
export function searchedIn(entry: RunEntry, language: Language): string {
  const { id, name, damaged, summary } = entry;
  if (summary === null) return [id, name, words.damaged[language], damaged].join(' ').toLowerCase();
  return [
    id,
    name,
    summary.title.en,
    summary.title.ko,
    summary.command,
    ...summary.scenarios,
    ...summary.faults,
    ...summary.transports.flatMap((transport) => [transport.id, transport.title.en, transport.title.ko]),
    ...summary.http.map((version) => `HTTP/${version}`),
    machineOf(summary, language),
    whenOf(entry, language),
    words[summary.valid ? 'valid' : 'notValid'][language],
    summary.complete ? null : words.notComplete[language],
  ]
    .join(' ')
    .toLowerCase();
}

/** Whether every word of the query is found. */
export const matches = (searched: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
