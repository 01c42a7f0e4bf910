import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { WARNINGS } from '../warnings.ts';

test('METHODOLOGY lists every reason not to believe a case, says which are fatal, and lists no other', async () => {
  const text = await readFile(new URL('../../docs/METHODOLOGY.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split('## Reasons not to believe a case');
  const rows = [...(section.split('\n## ')[0]?.matchAll(/^\| `([\w-]+)` \| (fatal)? ?\|/gm) ?? [])];
  const listed = rows.map(([, code, fatal]) => ({ code, fatal: fatal !== undefined }));
  const sorted = (of: readonly { code: string | undefined }[]) => of.map((one) => JSON.stringify(one)).sort();
  expect(sorted(listed)).toEqual(sorted(WARNINGS.map(({ code, fatal }) => ({ code, fatal }))));
});
