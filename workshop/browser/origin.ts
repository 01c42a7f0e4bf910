import { el } from '../../reports/browser/dom.ts';
import type { Language } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Course, CourseClaim, Origin } from '../course.ts';
import { texts } from '../texts.ts';

const words = texts.origin;

/** Whose figures they are, and of when: those of another machine must not pass as the reader's own. */
function sayOrigin({ whose, environment }: Origin, measuredAt: string, language: Language): string {
  const when = new Date(measuredAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
  const machine = `${environment.cpu}, Node ${environment.node}`;
  return fill(words[whose], language, { when, machine });
}

/** Of an experiment's figures; empty where there are none. */
export function originOf(experiment: string, { experiments }: Course, language: Language): string {
  const result = experiments[experiment]?.result;
  return result === undefined ? '' : sayOrigin(result.from, result.measuredAt, language);
}

/** Of a verdict; empty where nothing was measured for it. */
export const originOfVerdict = ({ verdict }: CourseClaim, language: Language): string =>
  verdict === undefined || 'source' in verdict.by
    ? ''
    : sayOrigin(verdict.from, verdict.from.startedAt, language);

/** How to get one's own, where any figure is another machine's; null where none is. */
export function measureOwn(
  experiments: readonly string[],
  course: Course,
  language: Language,
): HTMLElement | null {
  const isStored = experiments.some((id) => course.experiments[id]?.result?.from.whose === 'stored');
  return isStored ? el('p', { class: 'small' }, words.measureOwn[language]) : null;
}
