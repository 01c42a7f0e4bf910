import { markdownTable, markdownText } from '../reports/export/markdown-text.ts';
import { earlierOf, type Results, type VerdictOnClaim } from './results.ts';
import { sayConditions, VERDICT_WORDS, words } from './verdict-texts.ts';

type Language = 'en' | 'ko';

/** The short table, as the READMEs have it. */
export function verdictMarkdown({ verdicts }: Results, language: Language): string {
  const heads = [words.claim, words.verdict, words.figure].map((head) => head[language]);
  return markdownTable(
    ['#', ...heads],
    verdicts.map((one) => [
      String(one.claim),
      markdownText(one.statement[language]),
      sayVerdict(one, language),
      markdownText(one.figure[language]),
    ]),
  ).replaceAll('| --:', '| :--');
}

/** What is judged by source says so. */
function sayVerdict({ verdict, by }: VerdictOnClaim, language: Language): string {
  const word = VERDICT_WORDS[verdict][language];
  return 'source' in by ? `${word} (${words.bySource[language]})` : `**${word}**`;
}

/** The whole as a file of its own: the table, then how each was measured and judged, on which versions. */
export function claimsMarkdown(results: Results, language: Language): string {
  const { experiments, verdicts } = results;
  const parts = verdicts.map((one) => {
    const lines = [
      `## ${one.claim}. ${markdownText(one.statement[language])}`,
      `${sayVerdict(one, language)}: ${markdownText(one.figure[language])}`,
      markdownText(one.because[language]),
    ];
    if ('source' in one.by) lines.push(`[${markdownText(one.by.source.title)}](${one.by.source.url})`);
    else {
      const experiment = experiments[one.by.experiment];
      lines.push(`${words.method[language]}: ${markdownText(experiment?.method[language] ?? '')}`);
      const earlier = earlierOf(experiment);
      if (earlier) lines.push(`${words.measured[language]}: ${markdownText(sayConditions(earlier))}`);
      lines.push(`${words.thresholds[language]}: ${markdownText(one.by.thresholds[language])}`);
    }
    return lines.join('\n\n');
  });
  return `${[
    `# ${words.title[language]}`,
    markdownText(sayConditions(results)),
    verdictMarkdown(results, language),
    ...notMeasured(results, language),
    ...parts,
  ].join('\n\n')}\n`;
}

function notMeasured({ experiments }: Results, language: Language): string[] {
  const lines = Object.values(experiments).flatMap((one) =>
    'skipped' in one
      ? [`- ${markdownText(one.title[language])}: ${markdownText(one.skipped[language])}`]
      : [],
  );
  return lines.length === 0 ? [] : [`**${words.notMeasured[language]}**\n\n${lines.join('\n')}`];
}
