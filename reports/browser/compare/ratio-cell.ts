import type { Comparison } from '../../../harness/results/comparison.ts';
import type { Reason } from '../../compare/reasons.ts';
import { sayReason } from '../../compare/say-difference.ts';
import type { Language } from '../../drawing/look.ts';
import { sayComparison } from '../../figures/say-comparison.ts';
import { texts } from '../../texts.ts';
import { el } from '../dom.ts';

const words = texts.differences;

/** A ratio with its verdict and interval, and the value that it is of; a ratio that means nothing is grey and has no verdict. */
export function ratioCell(
  comparison: Comparison | null,
  {
    said: value,
    better,
    reasons,
    language,
  }: {
    readonly said: string;
    readonly better: 'lower' | 'higher' | undefined;
    readonly reasons: readonly Reason[];
    readonly language: Language;
  },
): HTMLElement {
  if (reasons.length > 0) {
    const ratio = comparison?.ratio ?? null;
    return el(
      'td',
      { class: 'meaningless' },
      ratio === null ? '–' : `(${ratio.toLocaleString(language, { maximumSignificantDigits: 3 })}×)`,
      el('span', { class: 'unseen' }, reasons.map((one) => sayReason(one, language)).join('; ')),
      el('small', {}, value),
    );
  }
  const { verdict, said, interval } = sayComparison(comparison, language);
  const isTold = verdict === 'lower' || verdict === 'higher';
  const worth = !isTold || better === undefined ? '' : verdict === better ? ' better' : ' worse';
  return el(
    'td',
    { class: verdict + worth },
    said,
    el('span', { class: 'unseen' }, ` ${words[verdict][language]}`),
    el('small', {}, interval === null ? value : `${interval} · ${value}`),
  );
}
