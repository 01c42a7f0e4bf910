import { contentSecurityPolicy } from '../reports/embed.ts';
import { earlierOf, type Results, type VerdictOnClaim } from './results.ts';
import { sayConditions, VERDICT_SIGNS, VERDICT_WORDS, words } from './verdict-texts.ts';

const LANGUAGES = ['en', 'ko'] as const;
type Language = (typeof LANGUAGES)[number];

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9d6cd, #333a43); --muted: light-dark(#5c636d, #a2a9b3);
  --holds: light-dark(#0b5cad, #7cb8f5); --limits: light-dark(#8a5a00, #f0bf5c); --not: light-dark(#b3261e, #ff8a80);
  font: 16px/1.5 system-ui, "Noto Sans KR", "Noto Sans CJK KR", sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
@media (min-width: 1800px) { :root { font-size: 21px; } }
body { margin: 0 auto; max-width: 82rem; padding: 1.5rem; background: light-dark(#fbfaf7, #14171b); color: light-dark(#1b1f24, #eceae4); }
h1 { font-size: 1.5rem; line-height: 1.25; }
.small { color: var(--muted); font-size: 0.85rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: 2.5rem minmax(0, 5fr) 11rem minmax(0, 6fr); gap: 0.4rem 1rem; padding: 0.9rem 0; border-top: 1px solid var(--line); }
.number { color: var(--muted); }
.verdict { font-weight: 650; }
.holds { color: var(--holds); } .holds-with-limits { color: var(--limits); } .does-not-hold { color: var(--not); }
.by-source { font-weight: 400; color: var(--muted); }
details { grid-column: 2 / -1; } summary { cursor: pointer; color: var(--muted); font-size: 0.85rem; }
dt { color: var(--muted); font-size: 0.85rem; } dd { margin: 0 0 0.5rem; max-width: 60rem; }
:focus-visible { outline: 2px solid var(--holds); outline-offset: 2px; }
label { margin-right: 1rem; }
#en:checked ~ main[lang=ko], #ko:checked ~ main[lang=en] { display: none; }
@media (max-width: 800px) { li { grid-template-columns: 2rem minmax(0, 1fr); } li > * { grid-column: 2; } li > .number { grid-column: 1; } }
@media print { details:not([open]) > * { display: block; } label, input { display: none; } }
`;

/** The verdicts as one HTML file that needs nothing else, not even a script. */
export function claimsPage(results: Results): string {
  const [english, korean] = LANGUAGES.map((language) => mainOf(results, language));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy('', STYLE)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(words.title.en)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<input type="radio" name="language" id="en" checked><label for="en" lang="en">English</label>
<input type="radio" name="language" id="ko"><label for="ko" lang="ko">한국어</label>
${english}
${korean}
</body>
</html>
`;
}

function mainOf(results: Results, language: Language): string {
  const { experiments, verdicts } = results;
  const skipped = Object.values(experiments).flatMap((one) =>
    'skipped' in one
      ? [
          `<p>${words.notMeasured[language]}: ${htmlText(one.title[language])}: ${htmlText(one.skipped[language])}</p>`,
        ]
      : [],
  );
  return `<main lang="${language}">
<h1>${htmlText(words.title[language])}</h1>
<p class="small">${htmlText(sayConditions(results))}</p>
${skipped.join('\n')}
<ol>${verdicts.map((one) => itemOf(one, results, language)).join('\n')}</ol>
</main>`;
}

function itemOf(one: VerdictOnClaim, { experiments }: Results, language: Language): string {
  const bySource = 'source' in one.by;
  const experiment = 'experiment' in one.by ? experiments[one.by.experiment] : undefined;
  const earlier = earlierOf(experiment);
  const how =
    'source' in one.by
      ? row(
          words.bySource[language],
          `<a href="${htmlText(one.by.source.url)}">${htmlText(one.by.source.title)}</a>`,
        )
      : [
          row(words.method[language], htmlText(experiment?.method[language] ?? '')),
          row(words.thresholds[language], htmlText(one.by.thresholds[language])),
          earlier ? row(words.measured[language], htmlText(sayConditions(earlier))) : '',
        ].join('');
  return `<li id="${language}-${one.claim}">
<span class="number">${one.claim}</span>
<span>${htmlText(one.statement[language])}</span>
<span class="verdict ${one.verdict}${bySource ? ' by-source' : ''}">${VERDICT_SIGNS[one.verdict]} ${VERDICT_WORDS[one.verdict][language]}${bySource ? ` (${words.bySource[language]})` : ''}</span>
<span>${htmlText(one.figure[language])}</span>
<details><summary>${words.because[language]} · ${words.method[language]}</summary><dl>${row(words.because[language], htmlText(one.because[language]))}${how}</dl></details>
</li>`;
}

const row = (name: string, content: string): string => `<dt>${name}</dt><dd>${content}</dd>`;

const htmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
