import type { Language } from '../../drawing/look.ts';
import type { RunEntry, RunSummary } from '../../run-entry.ts';
import { fill, fillCount, texts } from '../../texts.ts';

const words = texts.list;

/** What a run is called: by its name, else by what was measured, else by its folder. */
export function titleOf({ id, name, summary }: RunEntry, language: Language): string {
  const title = summary?.title[language];
  return name ?? (title === undefined || title === '' ? id : title);
}

/** Making a formatter takes a tenth of a millisecond, and a list of a hundred runs asks for hundreds. */
function perLanguage<Formatter>(make: (language: Language) => Formatter): (language: Language) => Formatter {
  const made = new Map<Language, Formatter>();
  return (language) => {
    const formatter = made.get(language) ?? make(language);
    made.set(language, formatter);
    return formatter;
  };
}

const amountIn = (unit: string, maximumFractionDigits: number) =>
  perLanguage((language) => new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits }));

const dates = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
);
const kilobytes = amountIn('kilobyte', 0);
const megabytes = amountIn('megabyte', 1);
const gigabytes = amountIn('gigabyte', 0);

export const whenOf = ({ startedAt }: RunEntry, language: Language): string =>
  startedAt === null ? '' : dates(language).format(new Date(startedAt));

export const sizeOf = (bytes: number, language: Language): string =>
  bytes < 1e6 ? kilobytes(language).format(Math.ceil(bytes / 1e3)) : megabytes(language).format(bytes / 1e6);

export const machineOf = ({ machine }: RunSummary, language: Language): string =>
  fill(words.machine, language, {
    cpu: machine.cpu,
    cores: String(machine.cores),
    memory: gigabytes(language).format(machine.memoryBytes / 2 ** 30),
    os: machine.os,
    node: machine.node,
  });

export const measuredOf = ({ capacity, cases, trials }: RunSummary, language: Language): string =>
  fillCount(capacity ? words.searched : trials === 1 ? words.measuredOnce : words.measured, language, cases, {
    trials: String(trials),
  });

/** What a run is marked with. */
function marksOf({ summary }: RunEntry, language: Language): readonly string[] {
  if (summary === null) return [words.damaged[language]];
  return [
    words[summary.valid ? 'valid' : 'notValid'][language],
    ...(summary.complete ? [] : [words.notComplete[language]]),
  ];
}

/** Everything else that a run may be searched by, in lower case. */
function searchedIn(entry: RunEntry, language: Language): string {
  const { id, name, damaged, summary } = entry;
  if (summary === null) return [id, name, damaged].join(' ').toLowerCase();
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
  ]
    .join(' ')
    .toLowerCase();
}

/**
 * Whether every word of the query is found in what the run may be searched by. A mark is found by its beginning,
 * and "not" belongs to the word behind it: who looks for "valid" does not look for "Not valid".
 */
export function matches(entry: RunEntry, query: string, language: Language): boolean {
  const asked =
    query
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .match(/(?:\bnot )?[^ ]+/g) ?? [];
  if (asked.length === 0) return true;
  const searched = searchedIn(entry, language);
  const marks = marksOf(entry, language).map((mark) => mark.toLowerCase());
  return asked.every((word) => searched.includes(word) || marks.some((mark) => mark.startsWith(word)));
}
