import type { Otherness } from '../../harness/results/run-conditions.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { sayParameter } from '../figures/parameters.ts';
import { fill, texts } from '../texts.ts';
import type { Reason } from './reasons.ts';

const words = texts.compare;

/** Such as "clients 100 instead of 200". */
export function sayOtherness({ name, own, theirs }: Otherness, language: Language): string {
  const known = words.conditions[name as keyof typeof words.conditions];
  const values = { own: sayValue(name, own, language), theirs: sayValue(name, theirs, language) };
  if (known !== undefined) return `${known[language]} ${fill(words.differs.instead, language, values)}`;
  // A parameter says its own name with its value.
  const parameter = name.replace(/^fault /, '');
  const said = sayParameter(parameter, own as BenchCase['parameters'][string], language);
  const other = sayParameter(parameter, theirs as BenchCase['parameters'][string], language);
  const prefix = commonStart(said, other);
  return `${prefix}${fill(words.differs.instead, language, {
    own: said.slice(prefix.length),
    theirs: other.slice(prefix.length),
  })}`;
}

/** A reason in a few words, and what was otherwise. */
export function sayReason({ kind, others }: Reason, language: Language): string {
  const said = words.reasons[kind][language];
  return others.length === 0
    ? said
    : `${said} (${others.map((one) => sayOtherness(one, language)).join(', ')})`;
}

function sayValue(name: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return words.conditions.nothing[language];
  if (typeof value === 'boolean') return words.conditions[value ? 'yes' : 'no'][language];
  if (name === 'memoryBytes') return `${(Number(value) / 1e9).toFixed(1)} GB`;
  return String(value);
}

/** Up to and with the last blank that both have in common. */
function commonStart(one: string, other: string): string {
  let end = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at += 1) if (one[at] === ' ') end = at + 1;
  return one.slice(0, end);
}
