import { viewOf } from '../compare/view.ts';
import { texts } from '../texts.ts';
import { readAddress } from './address.ts';
import { el } from './dom.ts';
import { explain } from './explain.ts';
import { followLanguage } from './follow-language.ts';
import { showList } from './list/show-list.ts';
import { initialPreferences } from './preferences.ts';
import { fetchReport } from './served-runs.ts';
import { showReport } from './show-report.ts';
import { showServedComparison } from './show-served-comparison.ts';

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
    page.replaceChildren(notice(words.cannotShow[language], explain(error, language)));
  }
  page.removeAttribute('aria-busy');
}

async function showView(page: HTMLElement): Promise<void> {
  if (location.pathname === '/compare') return showServedComparison(page, viewOf(readAddress()).runs);
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
  document.documentElement.lang = initialPreferences().language;
  document.documentElement.dataset.scheme = initialPreferences().scheme;
  followLanguage((language) => {
    link.textContent = `← ${words.back[language]}`;
  });
  return el('nav', { class: 'way-back' }, link);
}

const notice = (heading: string, detail = ''): HTMLElement =>
  el('div', { class: 'page' }, el('main', {}, el('h1', {}, heading), el('p', { class: 'lead' }, detail)));
