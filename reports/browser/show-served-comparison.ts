import type { Language } from '../drawing/look.ts';
import { fillCount, texts } from '../texts.ts';
import { showComparison } from './compare/show-comparison.ts';
import { el } from './dom.ts';
import { explain } from './explain.ts';
import { followLanguage } from './follow-language.ts';
import { fetchReport } from './served-runs.ts';

const words = texts.list;

interface LeftOut {
  readonly id: string;
  readonly why: unknown;
}

/** Compares the runs of these ids; those that cannot be had are told of and left out. */
export async function showServedComparison(root: HTMLElement, ids: readonly string[]): Promise<void> {
  const answers = await Promise.allSettled(ids.map(fetchReport));
  const reports = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const leftOut = answers.flatMap((answer, place) =>
    answer.status === 'rejected' ? [{ id: ids[place] ?? '', why: answer.reason as unknown }] : [],
  );
  root.replaceChildren();
  if (reports.length === 0) {
    root.append(nothingPart(leftOut));
    return;
  }
  if (leftOut.length > 0) root.append(leftOutNote(leftOut));
  const comparison = el('div');
  root.append(comparison);
  showComparison(comparison, reports);
}

function leftOutNote(leftOut: readonly LeftOut[]): HTMLElement {
  const note = el('section', { class: 'left-out' });
  followLanguage((language) => {
    note.replaceChildren(
      el('p', {}, fillCount(words.leftOut, language, leftOut.length)),
      listOf(leftOut, language),
    );
  });
  return note;
}

/** Where no run was named, or none of them can be shown. */
function nothingPart(leftOut: readonly LeftOut[]): HTMLElement {
  const main = el('main');
  followLanguage((language) => {
    main.replaceChildren(
      el('h1', {}, (leftOut.length === 0 ? texts.compare.none : words.noneShown)[language]),
      listOf(leftOut, language),
      el('p', { class: 'lead' }, el('a', { href: '/' }, words.pick[language])),
    );
  });
  return el('div', { class: 'page' }, main);
}

const listOf = (leftOut: readonly LeftOut[], language: Language): HTMLElement =>
  el('ul', {}, ...leftOut.map(({ id, why }) => el('li', {}, `${id}: ${explain(why, language)}`)));
