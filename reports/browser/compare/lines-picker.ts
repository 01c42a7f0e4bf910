import type { RunCase } from '../../compare/compared-run.ts';
import { MOST_LINES } from '../../compare/lines.ts';
import type { View } from '../../compare/view.ts';
import { caseTitle } from '../../drawing/series.ts';
import { fill, fillCount, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import type { Hold } from './draw-comparison.ts';

const words = texts.compare.lines;

/** Which cases charts draw, to be changed by the reader; nothing where all are drawn anyway. */
export function linesPicker(
  shown: readonly RunCase[],
  drawn: readonly RunCase[],
  { lines }: View,
  { preferences: { language }, look }: Hold,
): HTMLElement {
  const keys = drawn.map(({ key }) => key);
  const box = ({ key, of, benchCase }: RunCase, place: number): HTMLElement => {
    const input = el('input', { type: 'checkbox', id: `line-${place}`, checked: keys.includes(key) });
    input.addEventListener('change', () =>
      look({ lines: input.checked ? [...keys, key] : keys.filter((one) => one !== key) }),
    );
    return el('li', {}, el('label', {}, input, ` ${caseTitle(of.report.run, benchCase, language)}`));
  };
  const usual = el('button', { type: 'button', id: 'lines-usual', class: 'plain' }, words.usual[language]);
  usual.addEventListener('click', () => look({ lines: null }));
  return el(
    'section',
    { class: 'lines', 'aria-labelledby': 'lines' },
    el(
      'h2',
      { id: 'lines' },
      fillCount(words.heading, language, shown.length, {
        n: String(drawn.length),
        all: String(shown.length),
      }),
    ),
    drawn.length < shown.length
      ? el('p', { class: 'reading' }, fill(words.why, language, { most: String(MOST_LINES) }))
      : null,
    drawn.length === 0 ? el('p', { class: 'note' }, words.nothing[language]) : null,
    el(
      'details',
      { id: 'lines-pick' },
      el('summary', {}, words.pick[language]),
      el('ul', { class: 'boxes' }, ...shown.map(box)),
    ),
    lines === null ? null : usual,
  );
}
