import type { Capacity, CapacityCase } from '../../harness/results/capacity-schema.ts';
import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';
import type { Figure } from './over-trials.ts';

const words = texts.capacity;

/** The answer of one search, its range reaching to the next load, which broke; null where nothing is known. */
export function capacityFigure({ answer, next }: CapacityCase): Figure | null {
  if (answer === null && next === null) return null;
  const value = answer ?? 0;
  return { value, min: value, max: next ?? value, trials: next === null ? 1 : 2 };
}

/** Such as "4,201", "≥ 4,201" or "< 10". */
export function sayCapacity({ answer, next, atLeast }: CapacityCase, language: Language): string {
  const said = (load: number): string => load.toLocaleString(language);
  if (answer !== null) return `${atLeast ? '≥ ' : ''}${said(answer)}`;
  return next === null ? '–' : `< ${said(next)}`;
}

/** The same with its unit; a search that knows nothing says "–". */
export function sayAnswer(one: CapacityCase, { by }: Capacity, language: Language): string {
  const { answer, next, atLeast } = one;
  const load = answer ?? next;
  if (load === null) return '–';
  const how = answer === null ? 'below' : atLeast ? 'atLeast' : 'exactly';
  return fill(words.answers[by][how], language, { n: load.toLocaleString(language) });
}

/** What gave out, with what was seen of it. */
export function sayStopper({ stoppedBy, seen }: CapacityCase, language: Language): string {
  if (stoppedBy === null) return words.notStopped[language];
  const name = words.stoppers[stoppedBy][language];
  return seen === null || seen[language] === '' ? name : `${name}: ${seen[language]}`;
}

/** How the probes on either side of the frontier came out. */
export function saySure({ answer, next, confirmed, probes }: CapacityCase, language: Language): string {
  const side = (at: number | null, kept: boolean): string[] => {
    if (at === null) return [];
    const own = probes.filter(({ load }) => load === at);
    const agreeing = own.filter((probe) => probe.kept === kept).length;
    const values = { k: String(agreeing), n: String(own.length), load: at.toLocaleString(language) };
    return [fill(kept ? words.kept : words.broken, language, values)];
  };
  const sides = [...side(answer, true), ...side(next, false)];
  return [...(confirmed ? [] : [words.notConfirmed[language]]), ...sides].join('. ');
}

/** What was searched for, in one line. */
export const sayObjective = (capacity: Capacity, language: Language): string =>
  fill(words.objective[capacity.by], language, {
    slo: capacity.slo.replaceAll(',', ', '),
    resolution: `${Number((capacity.resolution * 100).toFixed(1))}\u00a0%`,
  });
