/** What a run says of the proxies that clients went through. */
export const proxyTexts = {
  heading: { en: 'Proxies', ko: '프록시' },
  /** `{name}` the proxy's title, `{cases}` how a case's name says that it went through it. */
  one: {
    en: '{cases}: {name} ({program} {version}). {summary}',
    ko: '{cases}: {name} ({program} {version}). {summary}',
  },
  tlsEnds: {
    en: 'TLS ends at the proxy where clients go through one, which runs on the clients’ cores; from there it is cleartext.',
    ko: '프록시를 거치는 경우 TLS는 프록시에서 끝나고 그 뒤는 평문입니다. 프록시는 클라이언트의 코어에서 실행됩니다.',
  },
  damaged: { en: 'damaged as foretold', ko: '예고된 피해' },
} as const;
