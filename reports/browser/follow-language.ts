import type { Language } from '../drawing/look.ts';

/** Says something now and again whenever a view is switched to the other language. */
export function followLanguage(say: (language: Language) => void): void {
  const now = (): void => say(document.documentElement.lang === 'ko' ? 'ko' : 'en');
  new MutationObserver(now).observe(document.documentElement, { attributeFilter: ['lang'] });
  now();
}
