import { el } from '../../reports/browser/dom.ts';
import type { Language } from '../../reports/drawing/look.ts';
import type { ClassState } from '../classroom.ts';
import type { Lesson, Prediction } from '../lesson.ts';

/** Past this many different numbers they are shown in ranges. */
const MOST_ROWS = 12;

/** How often each answer was given, as bars that are read without their colour; `answer` is marked. */
export function distributionOf(
  { prediction }: Lesson,
  { distribution }: Pick<ClassState, 'distribution'>,
  language: Language,
  answer?: number,
): HTMLElement {
  const rows = rowsOf(prediction, distribution, language, answer);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return el(
    'ol',
    { class: 'distribution' },
    ...rows.map(({ label, count, isAnswer }) => {
      const bar = el('span', { class: 'bar' });
      bar.style.width = `${(100 * count) / most}%`;
      return el(
        'li',
        { class: isAnswer ? 'answer' : '' },
        el('span', { class: 'label' }, isAnswer ? `✓ ${label}` : label),
        el('span', { class: 'bars' }, bar),
        el('span', { class: 'count' }, String(count)),
      );
    }),
  );
}

interface Row {
  readonly label: string;
  readonly count: number;
  readonly isAnswer: boolean;
}

function rowsOf(
  prediction: Prediction,
  distribution: ClassState['distribution'],
  language: Language,
  answer: number | undefined,
): readonly Row[] {
  const countOf = (value: number): number => distribution.find((one) => one.answer === value)?.count ?? 0;
  if (prediction.kind === 'choice') {
    return prediction.options.map((option, index) => ({
      label: option[language],
      count: countOf(index),
      isAnswer: index === answer,
    }));
  }
  const unit = prediction.unit[language];
  const values = [
    ...new Set([...distribution.map((one) => one.answer), ...(answer === undefined ? [] : [answer])]),
  ];
  values.sort((a, b) => a - b);
  if (values.length <= MOST_ROWS) {
    return values.map((value) => ({
      label: `${value.toLocaleString(language)} ${unit}`,
      count: countOf(value),
      isAnswer: value === answer,
    }));
  }
  const { from, to } = prediction;
  const width = (to - from) / MOST_ROWS;
  return Array.from({ length: MOST_ROWS }, (_, index) => {
    const low = from + index * width;
    const high = index === MOST_ROWS - 1 ? to : low + width;
    const isIn = (value: number): boolean => value >= low && (value < high || high === to);
    return {
      label: `${Math.round(low).toLocaleString(language)}–${Math.round(high).toLocaleString(language)} ${unit}`,
      count: distribution.filter((one) => isIn(one.answer)).reduce((sum, { count }) => sum + count, 0),
      isAnswer: answer !== undefined && isIn(answer),
    };
  });
}
