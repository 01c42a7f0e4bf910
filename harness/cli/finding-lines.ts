import { distil } from '../../reports/distil.ts';
import { findingsOf } from '../../reports/figures/findings.ts';
import { loadTitle } from '../../reports/figures/load-title.ts';
import { splitByLoad, trialsOf } from '../../reports/report.ts';
import type { Run } from '../results/schema.ts';

/** What the report's page says first, a line for each question; nothing where one trial leaves nothing to say. */
export function findingLines(run: Run): readonly string[] {
  if (trialsOf(run) < 2) return [];
  const parts = splitByLoad(distil(run));
  return parts.flatMap((part) => {
    const findings = findingsOf(part, 'en');
    const width = Math.max(0, ...findings.map(({ question }) => question.length));
    const lines = findings.map(
      ({ question, answer, detail }) => `${question.padEnd(width)}  ${answer}. ${detail}`,
    );
    return lines.length === 0
      ? []
      : ['', ...(parts.length > 1 ? [loadTitle(run, part.run, 'en')] : []), ...lines];
  });
}
