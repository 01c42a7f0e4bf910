import type { Language } from '../reports/drawing/look.ts';
import { fill } from '../reports/texts.ts';
import { texts } from './texts.ts';

/** What a demonstration says where something that it was asked to do went wrong. */
export const sayProblem = (error: unknown, language: Language): string =>
  fill(texts.page.refused, language, { why: error instanceof Error ? error.message : String(error) });
