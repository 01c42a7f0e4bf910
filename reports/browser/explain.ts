import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';
import { Refusal } from './served-runs.ts';

const words = texts.list;

/** What the server refused, or that there is none. */
export function explain(error: unknown, language: Language): string {
  if (!(error instanceof Refusal)) return words.unreachable[language];
  return fill(words.refusal, language, { expected: error.expected, got: error.got });
}
