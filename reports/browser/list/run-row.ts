import type { RunEntry, RunSummary } from '../../run-entry.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import type { Preferences } from '../preferences.ts';
import { pageOf } from '../served-runs.ts';
import { machineOf, measuredOf, sizeOf, titleOf, whenOf } from './entry-words.ts';

const words = texts.list;

/** What a reader may do with one run. */
export interface RowActions {
  select(entry: RunEntry, selected: boolean): void;
  rename(entry: RunEntry): void;
  delete(entry: RunEntry): void;
}

/** One run of the list. A damaged one says why, and can only be renamed or deleted. */
export function rowOf(
  entry: RunEntry,
  { language, scheme }: Preferences,
  { selected, underWay }: { selected: boolean; underWay: boolean },
  actions: RowActions,
): HTMLElement {
  const { id, damaged, summary, sizeBytes } = entry;
  const title = titleOf(entry, language);
  const button = (what: 'rename' | 'delete'): HTMLElement => {
    const made = el(
      'button',
      { type: 'button', id: `${what} ${id}`, 'aria-label': `${words[what][language]}: ${title}` },
      words[what][language],
    );
    made.addEventListener('click', () => actions[what](entry));
    return made;
  };
  const whole = summary !== null;
  return el(
    'li',
    { class: 'run' },
    whole ? tickOf(entry, title, selected, actions, fill(words.select, language, { run: title })) : null,
    el(
      'div',
      { class: 'what' },
      el('h2', {}, whole ? el('a', { href: pageOf(id), id: `open ${id}` }, title) : title),
      el(
        'p',
        { class: 'when' },
        [whenOf(entry, language), title === id ? '' : id].filter((part) => part !== '').join(' · '),
      ),
      summary && el('p', { class: 'command' }, summary.command),
      summary && el('p', { class: 'machine' }, machineOf(summary, language)),
      damaged === null
        ? null
        : el('p', { class: 'reason' }, fill(words.damagedWhy, language, { reason: damaged })),
    ),
    summary && measuredPart(summary, { language, scheme }),
    el(
      'div',
      { class: 'state' },
      el(
        'p',
        { class: 'marks' },
        ...marksOf(entry, underWay, language),
        el('span', {}, sizeOf(sizeBytes, language)),
      ),
      el('p', { class: 'actions' }, button('rename'), underWay ? null : button('delete')),
    ),
  );
}

function tickOf(
  entry: RunEntry,
  title: string,
  selected: boolean,
  actions: RowActions,
  label: string,
): HTMLElement {
  const tick = el('input', { type: 'checkbox', id: `select ${entry.id}`, 'aria-label': label, title });
  tick.checked = selected;
  tick.addEventListener('change', () => actions.select(entry, tick.checked));
  return el('label', { class: 'tick' }, tick);
}

function measuredPart(summary: RunSummary, { language, scheme }: Preferences): HTMLElement {
  return el(
    'div',
    { class: 'measured' },
    el(
      'ul',
      { class: 'transports' },
      ...summary.transports.map(({ title, colour }) => {
        const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
        dot.style.background = colour[scheme];
        return el('li', {}, dot, title[language]);
      }),
    ),
    el(
      'p',
      {},
      [...summary.http.map((version) => `HTTP/${version}`), measuredOf(summary, language)].join(' · '),
    ),
  );
}

function marksOf({ summary }: RunEntry, underWay: boolean, language: Preferences['language']): HTMLElement[] {
  const mark = (name: 'valid' | 'notValid' | 'notComplete' | 'underWay' | 'damaged'): HTMLElement =>
    el('span', { class: `mark ${name}` }, words[name][language]);
  if (underWay) return [mark('underWay')];
  if (summary === null) return [mark('damaged')];
  return [mark(summary.valid ? 'valid' : 'notValid'), ...(summary.complete ? [] : [mark('notComplete')])];
}
