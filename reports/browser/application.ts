import { viewOf } from '../compare/view.ts';
import { fill, texts } from '../texts.ts';
import { readAddress } from './address.ts';
import { showComparison } from './compare/show-comparison.ts';
import { el } from './dom.ts';
import { showList } from './list/show-list.ts';
import { initialPreferences } from './preferences.ts';
import { fetchReport, Refusal } from './served-runs.ts';
import { showReport } from './show-report.ts';

const words = texts.list;

/** What the report server's pages show, by their address. */
export async function showApplication(root: HTMLElement): Promise<void> {
  if (location.pathname === '/') return showList(root);
  const page = el('div', { 'aria-busy': 'true' });
  root.prepend(wayBack(), page);
  page.append(notice(words.loading[initialPreferences().language]));
  try {
    await showView(page);
  } catch (error) {
    const { language } = initialPreferences();
    page.replaceChildren(notice(words.cannotShow[language], explain(error)));
  }
  page.removeAttribute('aria-busy');
}

async function showView(page: HTMLElement): Promise<void> {
  if (location.pathname === '/compare') {
    const { runs } = viewOf(readAddress());
    const reports = await Promise.all(runs.map(fetchReport));
    page.replaceChildren();
    showComparison(page, reports);
    return;
  }
  const [, run] = /^\/runs\/([^/]+)\/?$/.exec(location.pathname) ?? [];
  if (run === undefined) {
    page.replaceChildren(notice(words.nothingHere[initialPreferences().language]));
    return;
  }
  const report = await fetchReport(decodeURIComponent(run));
  page.replaceChildren();
  showReport(page, report);
}

/** Leads to the list; it follows the language that a view is switched to. */
function wayBack(): HTMLElement {
  const link = el('a', { href: '/' });
  const say = (): void => {
    const language = document.documentElement.lang === 'ko' ? 'ko' : 'en';
    link.textContent = `← ${words.back[language]}`;
  };
  document.documentElement.lang = initialPreferences().language;
  document.documentElement.dataset.scheme = initialPreferences().scheme;
  new MutationObserver(say).observe(document.documentElement, { attributeFilter: ['lang'] });
  say();
  return el('nav', { class: 'way-back' }, link);
}

const notice = (heading: string, detail = ''): HTMLElement =>
  el('div', { class: 'page' }, el('main', {}, el('h1', {}, heading), el('p', { class: 'lead' }, detail)));

/** What the server refused, or that there is none. */
function explain(error: unknown): string {
  const { language } = initialPreferences();
  if (!(error instanceof Refusal)) return words.unreachable[language];
  return fill(words.refusal, language, { expected: error.expected, got: error.got });
}
