import type { Texts } from '../../lab/texts.ts';
import type { Language } from '../drawing/look.ts';
import { fill } from '../texts.ts';

type Value = number | string | Texts;

/** A text with its places filled in, in every language; numbers as each language writes them. */
export const say = (template: Texts, values: Readonly<Record<string, Value>>): Texts => {
  const inLanguage = (language: Language): string =>
    fill(
      template,
      language,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sayValue(value, language)])),
    );
  return { en: inLanguage('en'), ko: inLanguage('ko') };
};

function sayValue(value: Value, language: Language): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? sayNumber(value, language) : value[language];
}

/** Three digits at most: no estimate has more. */
const sayNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: Number.isInteger(value) ? 15 : 3 }).format(
    value,
  );

/** Several names in one sentence. */
export const sayList = (names: readonly Texts[]): Texts => ({
  en: new Intl.ListFormat('en').format(names.map(({ en }) => en)),
  ko: names.map(({ ko }) => ko).join(', '),
});
