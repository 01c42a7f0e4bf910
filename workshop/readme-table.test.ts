import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CLAIM_COUNT, isMeasured, JUDGED_BY_SOURCE } from './claim.ts';
import { verdictMarkdown } from './claims-markdown.ts';
import { loadClaims, loadExperiments } from './load-parts.ts';
import { READMES } from './readme-table.ts';
import { readResults, STORED_RESULTS } from './results.ts';

const [stored, claims, experiments] = await Promise.all([
  readResults(STORED_RESULTS),
  loadClaims(),
  loadExperiments(),
]);
if (stored === undefined) throw new Error('no run of the claims is kept with the lab');

test.each(READMES)('the table of verdicts in README ($language) is that of the stored run', async (one) => {
  expect(await readFile(one.file, 'utf8')).toContain(verdictMarkdown(stored, one.language));
});

test('the stored run has a verdict for every claim, each once, and by source only where that is allowed', () => {
  expect(stored.verdicts.map(({ claim }) => claim)).toEqual(
    Array.from({ length: CLAIM_COUNT }, (_, index) => index + 1),
  );
  for (const { claim, by } of stored.verdicts) {
    expect('source' in by && !JUDGED_BY_SOURCE.has(claim), `claim ${claim}`).toBe(false);
  }
});

test.each(claims.filter(isMeasured))(
  'the stored figures still give claim $number its stored verdict',
  (claim) => {
    const found = stored.experiments[claim.experiment];
    const figures = found && 'figures' in found ? found.figures : undefined;
    const judged = claim.judge(experiments.get(claim.experiment)?.figures.parse(figures) as never);
    expect(stored.verdicts.find((one) => one.claim === claim.number)).toMatchObject(judged);
  },
);
