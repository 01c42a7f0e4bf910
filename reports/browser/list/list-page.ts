import type { Language } from '../../drawing/look.ts';
import type { RunEntry } from '../../run-entry.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import type { Preferences } from '../preferences.ts';
import { switchesOf } from '../switches.ts';
import { type RowActions, rowOf } from './run-row.ts';
import { uploadButton } from './upload.ts';

const words = texts.list;

/** What the page shows now. */
export interface ListState {
  readonly preferences: Preferences;
  /** How many are stored; null while that is not known. */
  readonly all: number | null;
  /** Those that the search leaves. */
  readonly shown: readonly RunEntry[];
  readonly query: string;
  /** By id. */
  readonly selected: ReadonlySet<string>;
  readonly isUnderWay: (id: string) => boolean;
  /** What happened last. */
  readonly said: { readonly text: string; readonly failed: boolean };
}

/** What a reader may do. */
export interface ListActions extends RowActions {
  change(change: Partial<Preferences>): void;
  search(query: string): void;
  upload(files: readonly File[]): void;
  clear(): void;
}

/** Draws the page. What is said aloud and what is typed into stays the same element. */
export function drawList(root: HTMLElement, state: ListState, actions: ListActions): void {
  const { language, scheme } = state.preferences;
  document.documentElement.lang = language;
  document.documentElement.dataset.scheme = scheme;
  document.title = `${words.title[language]} · ${texts.page.name[language]}`;
  const page = root.querySelector('.list') ?? frame(root, actions);
  const put = (place: string, ...content: readonly (Node | null)[]): void =>
    page.querySelector(place)?.replaceChildren(...content.filter((node) => node !== null));
  page.classList.toggle('bare', state.all === 0);
  put('.masthead', ...mastheadOf(state, actions));
  const search = page.querySelector<HTMLInputElement>('#search');
  if (search !== null) {
    if (search.value !== state.query) search.value = state.query;
    search.placeholder = words.searchHint[language];
    search.setAttribute('aria-label', words.search[language]);
  }
  put('.deeds', ...deedsOf(state, actions));
  const said = page.querySelector('.said');
  said?.classList.toggle('failed', state.said.failed);
  if (said && said.textContent !== state.said.text) said.textContent = state.said.text;
  put('.stored', ...storedPart(state, actions));
}

function frame(root: HTMLElement, actions: ListActions): HTMLElement {
  const search = el('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' });
  search.addEventListener('input', () => actions.search(search.value));
  const page = el(
    'div',
    { class: 'page list' },
    el('header', { class: 'masthead' }),
    el(
      'main',
      {},
      el('div', { class: 'live' }),
      el('div', { class: 'toolbar' }, search, el('div', { class: 'deeds' })),
      el('p', { class: 'said', role: 'status', 'aria-live': 'polite' }),
      el('div', { class: 'stored' }),
    ),
  );
  root.prepend(page);
  return page;
}

const mastheadOf = ({ preferences }: ListState, { change }: ListActions): HTMLElement[] => [
  el('p', { class: 'kicker' }, texts.page.name[preferences.language]),
  switchesOf(preferences, change),
  el('h1', {}, words.title[preferences.language]),
  el('p', { class: 'lead' }, words.lead[preferences.language]),
];

function deedsOf({ preferences: { language }, selected }: ListState, actions: ListActions): HTMLElement[] {
  const ids = [...selected];
  const none = ids.length === 0;
  const name = none ? words.compareNone : ids.length === 1 ? words.compareOne : words.compareMany;
  const compare = el(
    'button',
    {
      type: 'button',
      id: 'compare',
      class: 'main',
      disabled: none,
      title: none && words.compareHint[language],
    },
    fill(name, language, { n: String(ids.length) }),
  );
  compare.addEventListener('click', () => {
    location.href = `/compare?${new URLSearchParams(ids.map((id) => ['run', id]))}`;
  });
  const clear = el('button', { type: 'button', id: 'clear' }, words.clear[language]);
  clear.addEventListener('click', actions.clear);
  return [compare, ...(none ? [] : [clear]), uploadButton(words.upload[language], actions.upload)];
}

function storedPart(state: ListState, actions: ListActions): HTMLElement[] {
  const { all, shown, preferences, selected, isUnderWay } = state;
  const { language } = preferences;
  if (all === null) return [el('p', { class: 'count' }, words.loading[language])];
  if (all === 0) return [emptyPart(language)];
  return [
    el('p', { class: 'count' }, countOf(all, shown.length, language)),
    el(
      'ul',
      { class: 'runs' },
      ...shown.map((entry) =>
        rowOf(
          entry,
          preferences,
          { selected: selected.has(entry.id), underWay: isUnderWay(entry.id) },
          actions,
        ),
      ),
    ),
    el('p', { class: 'drop', 'aria-hidden': 'true' }, words.drop[language]),
  ];
}

function countOf(all: number, shown: number, language: Language): string {
  if (shown === 0) return words.noneFound[language];
  if (shown < all) return fill(words.found, language, { n: String(shown), all: String(all) });
  return all === 1 ? words.one[language] : fill(words.count, language, { n: String(all) });
}

const emptyPart = (language: Language): HTMLElement =>
  el(
    'section',
    { class: 'empty' },
    el('h2', {}, words.empty[language]),
    el('p', {}, words.emptyHow[language]),
    el('pre', {}, el('code', {}, 'npm run bench -- --quick')),
    el('p', {}, words.emptyThen[language]),
  );
