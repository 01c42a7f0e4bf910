import type { Texts } from '../../lab/texts.ts';
import { el } from '../../reports/browser/dom.ts';
import type { Language } from '../../reports/drawing/look.ts';
import { TabClosed } from './tab.ts';

const TRUST: Texts = {
  en: 'This part runs over HTTP/2, which browsers speak with TLS only. Tell your browser once to trust the lab’s certificate on this machine, then try again:',
  ko: '이 부분은 HTTP/2로 동작하며, 브라우저는 TLS 위에서만 HTTP/2를 씁니다. 이 컴퓨터에 있는 실험실 인증서를 브라우저에서 한 번 허용한 뒤 다시 시도해 주세요:',
};

/** What to do where a tab of a host with TLS did not open; undefined for any other error. */
export function explainClosed(error: unknown, language: Language): (string | HTMLElement)[] | undefined {
  if (!(error instanceof TabClosed) || !error.address.startsWith('https:')) return undefined;
  return [
    TRUST[language],
    ' ',
    el('a', { href: error.address, target: '_blank', rel: 'noopener' }, error.address),
  ];
}
