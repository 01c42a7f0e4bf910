import type { Texts } from '../../../lab/texts.ts';
import { MILLISECONDS, SECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { FiveDirectives } from '../../experiments/five-directives.ts';
import type { ProxyTimeOuts } from '../../experiments/proxy-time-outs.ts';
import { sayMs } from '../../figures.ts';
import { readWays } from '../../five-directives.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const directivesIn = (figures: FiguresById): FiveDirectives => figures['five-directives'] as FiveDirectives;
const timeOutsIn = (figures: FiguresById): ProxyTimeOuts => figures['proxy-time-outs'] as ProxyTimeOuts;

const BUFFERING = 'proxy_buffering off';

const OPTIONS: readonly Texts[] = [
  { en: 'All five', ko: '다섯 개 모두' },
  {
    en: `${BUFFERING} together with others of the five`,
    ko: `${BUFFERING}와 다섯 개 중 다른 것도 함께`,
  },
  { en: `${BUFFERING} alone`, ko: `${BUFFERING} 하나만` },
  { en: 'None: the defaults will do', ko: '필요 없음: 기본 설정으로 충분' },
];

/** The number of the option that the figures say is right. */
function answerOf({ published, ways }: FiveDirectives): number {
  const { plainWorks, needed, enough } = readWays(published, ways);
  if (plainWorks) return 3;
  if (needed.length === 1 && enough.includes(BUFFERING)) return 2;
  return needed.length < 5 ? 1 : 0;
}

/** What was changed, in few words. */
function nameOf(directives: readonly string[], all: readonly string[], language: 'en' | 'ko'): string {
  const left = all.filter((one) => !directives.includes(one));
  if (left.length === all.length) return { en: 'defaults', ko: '기본 설정' }[language];
  if (left.length === 0) return { en: 'all five', ko: '다섯 개 모두' }[language];
  if (left.length === 1) return { en: `all but ${left[0]}`, ko: `${left[0]}만 뺌` }[language];
  return { en: `only ${directives.join(', ')}`, ko: `${directives.join(', ')}만` }[language];
}

const SPEAKERS: Readonly<Record<ProxyTimeOuts['lines'][number]['speaks'], Texts>> = {
  nobody: { en: 'nobody speaks', ko: '아무것도 보내지 않음' },
  server: { en: 'the server’s heartbeats', ko: '서버 하트비트' },
  'client’s requests beside it': { en: 'the client’s requests beside it', ko: '클라이언트의 별도 요청' },
  'client’s pings': { en: 'the client’s pings', ko: '클라이언트 핑' },
  'client’s messages': { en: 'the client’s messages', ko: '클라이언트 메시지' },
};

export default {
  id: 'proxy-in-the-middle',
  order: 8,
  minutes: 12,
  title: { en: 'The proxy in the middle', ko: '가운데 낀 프록시' },
  question: {
    en: 'An event stream stalls behind nginx. Five directives are commonly recommended as the cure: proxy_buffering off, proxy_http_version 1.1, an empty Connection header, proxy_cache off, chunked_transfer_encoding off. Which of them does it need?',
    ko: 'nginx 뒤에서 이벤트 스트림이 오지 않고 멈춰 있습니다. 흔히 지시어 다섯 개를 쓰라고 합니다: proxy_buffering off, proxy_http_version 1.1, 빈 Connection 헤더, proxy_cache off, chunked_transfer_encoding off. 실제로 필요한 것은 무엇일까요?',
  },
  prediction: { kind: 'choice', options: OPTIONS },
  claims: [16, 29, 30, 32],
  experiments: ['five-directives', 'proxy-time-outs', 'http-only-proxy', 'which-headers'],
  reveal(figures) {
    const directives = directivesIn(figures);
    const { published } = directives;
    const { plain, needed } = readWays(published, directives.ways);
    const { limitMs, lines } = timeOutsIn(figures);
    const alive = (speaks: string): string => {
      const own = lines.filter((line) => line.speaks === speaks);
      return `${own.filter(({ cutAfterMs }) => cutAfterMs === null).length}/${own.length}`;
    };
    const late = (language: 'en' | 'ko'): string =>
      plain.medianDelayMs === null ? '–' : sayMs(plain.medianDelayMs, language);
    return {
      answer: answerOf(directives),
      said: {
        en: `With its defaults nginx passed on ${plain.received} of ${published} events, in one block, the median ${late('en')} late. The stream fails when this is left out: ${needed.join(', ') || 'none of the five'}. And a stream on which nothing is sent for ${limitMs / 1e3} s, the time-out here, is cut: of the silent ones ${alive('nobody')} survived, of those with heartbeats from the server ${alive('server')}.`,
        ko: `기본 설정의 nginx는 이벤트 ${published}개 중 ${plain.received}개를 중앙값 ${late('ko')} 늦게 한꺼번에 전달했습니다. 빼면 안 되는 것: ${needed.join(', ') || '없음'}. 또 제한 시간(여기서는 ${limitMs / 1e3}초) 동안 아무것도 오가지 않으면 끊깁니다. 살아남은 스트림은 조용한 쪽이 ${alive('nobody')}, 서버가 하트비트를 보낸 쪽이 ${alive('server')}입니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'How late an event comes through nginx', ko: 'nginx를 거친 이벤트의 지연' },
      reading: {
        en: 'Median delay with each choice of the five directives; shorter is better. In brackets: how many of the events arrived.',
        ko: '지시어 선택에 따른 지연의 중앙값입니다. 짧을수록 좋습니다. 괄호 안은 도착한 이벤트 수입니다.',
      },
      draw(figures, look) {
        const { published, ways } = directivesIn(figures);
        const { all } = readWays(published, ways);
        return drawBars(
          ways.map(({ directives, received, medianDelayMs }) => ({
            name: nameOf(directives, all.directives, look.language),
            colour: directives.includes(BUFFERING) ? look.ink : look.muted,
            value: medianDelayMs ?? 0,
            said: `${medianDelayMs === null ? '–' : sayMs(medianDelayMs, look.language)} (${received}/${published})`,
          })),
          look,
          { unit: MILLISECONDS, axis: { en: 'ms, median', ko: 'ms, 중앙값' } },
        );
      },
    },
    {
      title: { en: 'How long a stream without events lives', ko: '이벤트 없는 스트림의 수명' },
      reading: {
        en: 'Behind a proxy with a short time-out, by who sends something now and then. Hollow: still alive when the watch ended.',
        ko: '제한 시간이 짧은 프록시 뒤에서, 누가 이따금 무언가를 보내는지에 따라 나눴습니다. 빈 막대는 관찰이 끝날 때까지 살아 있었다는 뜻입니다.',
      },
      draw(figures, look) {
        const { lines, watchedMs } = timeOutsIn(figures);
        const alive = { en: 'alive', ko: '살아 있음' }[look.language];
        return drawBars(
          lines.map(({ proxy, stream, speaks, cutAfterMs }) => ({
            name: `${proxy} · ${stream} · ${SPEAKERS[speaks][look.language]}`,
            colour: look.ink,
            hollow: cutAfterMs === null,
            value: (cutAfterMs ?? watchedMs) / 1e3,
            said: cutAfterMs === null ? alive : `${(cutAfterMs / 1e3).toFixed(1)} s`,
          })),
          look,
          { unit: SECONDS, axis: { en: 's', ko: '초' } },
        );
      },
    },
  ],
  advice: {
    en: 'Send X-Accel-Buffering: no with the stream: then it works behind nginx whoever configures it, unless that header is ignored on purpose (proxy_ignore_headers). Where the proxy is yours, proxy_buffering off in the stream’s location does the same. Send a comment line well within the shortest time-out on the way; every 15 s is usual. Only the server can do that for an event stream, so do not leave it to the page.',
    ko: '스트림에 X-Accel-Buffering: no를 실어 보내세요. 일부러 무시하게 하지 않는 한(proxy_ignore_headers) 누가 설정한 nginx 뒤에서든 제대로 동작합니다. 프록시를 직접 관리한다면 스트림 경로에 proxy_buffering off를 두어도 됩니다. 경로에서 가장 짧은 제한 시간보다 훨씬 자주 주석 한 줄을 보내세요. 보통 15초마다입니다. 이벤트 스트림에서는 서버만 할 수 있는 일이니 페이지에 맡기지 마세요.',
  },
  snippets: [
    {
      title: {
        en: 'Server: a stream that passes any nginx and stays open',
        ko: '서버: 어떤 nginx든 통과하고 끊기지 않는 스트림',
      },
      file: 'snippet-stream.ts',
    },
    {
      title: { en: 'nginx: all that a stream’s location needs', ko: 'nginx: 스트림 경로에 필요한 전부' },
      file: 'snippet-location.ts',
    },
  ],
  sources: [
    {
      title: 'nginx, ngx_http_proxy_module: proxy_buffering, proxy_read_timeout',
      url: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering',
    },
    {
      title: 'HAProxy Configuration Manual 2.6: timeout server, timeout tunnel',
      url: 'https://docs.haproxy.org/2.6/configuration.html#4.2-timeout%20server',
    },
    {
      title: 'HTML Standard, 9.2.7 Authoring notes (legacy proxies, a comment line every 15 seconds)',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    },
    { title: 'RFC 9110, 7.8 Upgrade', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-7.8' },
    {
      title: 'RFC 6455, 4.1 Client requirements (proxies, HTTP/1.1 and Upgrade)',
      url: 'https://www.rfc-editor.org/rfc/rfc6455#section-4.1',
    },
  ],
  notes: {
    en: 'Needs nginx on this machine; without it the demonstration says so, and the stored result is shown. Start with nothing ticked and wait ten seconds in silence: the lower row stays empty, then a whole block of dots appears at once. Ask what happened (a buffer of 4 KiB filled up). Tick proxy_http_version 1.1 first, because most expect it to help; then proxy_cache off; proxy_buffering off last. Then untick all and tick the server’s header: that is the one to take home. Trap: a busy stream hides the fault, because its buffers fill quickly; a quiet one shows it.',
    ko: '이 컴퓨터에 nginx가 필요합니다. 없으면 시연에 그렇게 표시되고 저장된 결과를 보여 줍니다. 지시어를 하나도 켜지 않고 시작해 10초쯤 조용히 기다립니다. 아랫줄이 비어 있다가 점이 한꺼번에 쏟아집니다. 무슨 일인지 묻습니다(4 KiB 버퍼가 찼습니다). 대부분 효과를 기대하는 proxy_http_version 1.1부터, 다음은 proxy_cache off, proxy_buffering off는 마지막에 켭니다. 그다음 모두 끄고 서버 헤더를 켭니다. 실무에 가져갈 것은 이것입니다. 주의: 바쁜 스트림은 버퍼가 금방 차서 문제가 가려지고, 조용한 스트림에서 드러납니다.',
  },
} satisfies Lesson;
