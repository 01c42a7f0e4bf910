import { type Baseline, heldRun } from '../../compare/baseline.ts';
import type { ComparedRun, RunCase } from '../../compare/compared-run.ts';
import { HEADLINE } from '../../compare/headline.ts';
import { differencesBetween, type RunDifferences } from '../../compare/run-differences.ts';
import { sayOtherness, sayReason } from '../../compare/say-difference.ts';
import type { Language } from '../../drawing/look.ts';
import { sayComparison } from '../../figures/say-comparison.ts';
import { fill, fillCount, texts } from '../../texts.ts';
import { el } from '../dom.ts';

const words = texts.compare.differs;

/** What is otherwise between the runs: to be read before any figure. */
export function differsSection(
  runs: readonly ComparedRun[],
  cases: readonly RunCase[],
  baseline: Baseline,
  language: Language,
): HTMLElement {
  // Searches for capacity hold nothing against anything, and differ from each other all the same.
  const held = heldRun(runs, baseline) ?? runs[0];
  const others = runs.filter((run) => run !== held);
  const found = held === undefined ? [] : others.map((run) => differencesBetween(run, held, cases));
  const content =
    found.length === 0
      ? [el('p', { class: 'small' }, words.sameRun[language])]
      : found.every(isNothing) && (found.length === 1 || found.every(({ hasRawSocket }) => hasRawSocket))
        ? [
            el('p', { class: 'small' }, words.nothing[language]),
            ...(found.every(({ hasRawSocket }) => hasRawSocket)
              ? []
              : [el('p', { class: 'small' }, words.noRawSocket[language])]),
          ]
        : [el('ul', {}, ...found.map((one) => itemOf(one, language)))];
  return el(
    'section',
    { class: 'differs', 'aria-labelledby': 'differs' },
    el('h2', { id: 'differs' }, words.heading[language]),
    ...content,
  );
}

const isNothing = ({ forbidding, ofCases, toNote, onlyHere, onlyThere, drift }: RunDifferences): boolean =>
  forbidding.length + ofCases.length + toNote.length + onlyHere + onlyThere + drift.length === 0;

function itemOf(found: RunDifferences, language: Language): HTMLElement {
  const { run, baseline, forbidding, ofCases, toNote, onlyHere, onlyThere, drift, hasRawSocket } = found;
  const other = baseline.letter;
  const serious = forbidding.length > 0;
  const doubtful = serious || ofCases.length > 0 || drift.length > 0;
  const line = (text: string): HTMLElement => el('p', {}, text);
  return el(
    'li',
    { class: serious ? 'serious' : doubtful ? 'doubtful' : '' },
    el('h3', {}, fill(words.between, language, { one: run.letter, other })),
    serious ? el('p', { class: 'seen' }, fill(words.forbidding, language, { other })) : null,
    ...forbidding.map((reason) => line(sayReason(reason, language))),
    ofCases.length > 0 ? el('p', { class: 'seen' }, fill(words.someCases, language, { other })) : null,
    ...ofCases.map((reason) => line(sayReason(reason, language))),
    drift.length > 0
      ? el(
          'p',
          { class: 'seen' },
          fill(words.drift, language, {
            what: drift
              .map((one) => {
                const { said, interval } = sayComparison(one, language);
                const title = HEADLINE[one.metric as keyof typeof HEADLINE].title[language];
                return `${title} ${said} (${interval})`;
              })
              .join(', '),
          }),
        )
      : null,
    isNothing(found) ? line(words.alike[language]) : null,
    toNote.length > 0
      ? line(`${words.noted[language]} ${toNote.map((one) => sayOtherness(one, language)).join(', ')}.`)
      : null,
    onlyHere > 0 ? line(fillCount(words.onlyHere, language, onlyHere, { other })) : null,
    onlyThere > 0 ? line(fillCount(words.onlyThere, language, onlyThere, { other })) : null,
    serious || hasRawSocket ? null : line(words.noRawSocket[language]),
  );
}
