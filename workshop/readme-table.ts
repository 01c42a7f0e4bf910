import { readFile } from 'node:fs/promises';
import { replaceFile } from '../harness/results/store.ts';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { verdictMarkdown } from './claims-markdown.ts';
import type { Results } from './results.ts';

const codes = defineErrorCodes({ 'readme-table-missing': 'A README has no place for the table of verdicts' });

export const READMES = [
  { language: 'en', file: new URL('../README.md', import.meta.url) },
  { language: 'ko', file: new URL('../README.ko.md', import.meta.url) },
] as const;

const PLACE = /(<!-- verdicts -->\n)[\s\S]*?(\n<!-- \/verdicts -->)/;

/** Puts the table of these verdicts into both READMEs. Rejects with a LabError where one has no place for it. */
export async function writeReadmeTables(results: Results): Promise<void> {
  for (const { language, file } of READMES) {
    const text = await readFile(file, 'utf8');
    if (!PLACE.test(text)) {
      throw new LabError(codes['readme-table-missing'], {
        expected: `"<!-- verdicts -->" and "<!-- /verdicts -->" in ${file.pathname}`,
        got: 'a README without them',
      });
    }
    const table = verdictMarkdown(results, language);
    await replaceFile(
      file.pathname,
      text.replace(PLACE, (_, before: string, after: string) => `${before}${table}${after}`),
    );
  }
}
