import type { Run } from '../results/schema.ts';
import { warningGroups } from '../results/warning-groups.ts';

/** What a person should read before the numbers: each warning once, with what was seen in each case. */
export const warningLines = (run: Run): string[] =>
  warningGroups(run).flatMap(({ fatal, sightings, why, remedy }) => [
    ...sightings.map(({ seen, cases }) => {
      const kind = !fatal ? 'note' : cases.length === 0 ? 'failed' : 'invalid';
      const where =
        cases.length === 0 || cases.length === run.cases.length
          ? ''
          : ` (${cases.map(({ id }) => id).join('; ')})`;
      return `${kind}: ${seen.en}${where}`;
    }),
    `  ${[why.en, remedy.en].filter((text) => text !== '').join(' ')}`,
  ]);
