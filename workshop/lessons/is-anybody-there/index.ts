import type { Texts } from '../../../lab/texts.ts';
import { MILLISECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { WhoIsThere } from '../../experiments/who-is-there.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): WhoIsThere => figures['who-is-there'] as WhoIsThere;

const NAMES = {
  'tab closed': { en: 'tab closed', ko: '탭 닫기' },
  'page left': { en: 'page left', ko: '페이지 떠나기' },
  'browser killed': { en: 'browser killed', ko: '브라우저 강제 종료' },
} as const;

export default {
  id: 'is-anybody-there',
  order: 6,
  minutes: 8,
  title: { en: 'Is anybody there?', ko: '거기 누구 있나요?' },
  question: {
    en: 'A laptop follows an event stream with a heartbeat every second. Its network cable is pulled out. When does the server know?',
    ko: '노트북이 1초마다 하트비트가 오는 이벤트 스트림을 받다가 랜선이 뽑혔습니다. 서버는 언제 알까요?',
  },
  prediction: {
    kind: 'choice',
    options: [
      { en: 'At once', ko: '바로' },
      { en: 'With the next heartbeat', ko: '다음 하트비트를 보낼 때' },
      { en: 'After some seconds', ko: '몇 초 뒤에' },
      { en: 'Much later, perhaps after a quarter of an hour', ko: '한참 뒤에, 어쩌면 15분 뒤에' },
    ],
  },
  claims: [7, 12],
  experiments: ['who-is-there', 'idle-line'],
  reveal(figures) {
    const { vanished, watchedMs, heartbeatMs, left } = figuresIn(figures);
    const after = vanished.usualRetries.noticedAfterMs;
    const option = after === null ? 3 : after < heartbeatMs / 2 ? 0 : after < 2 * heartbeatMs ? 1 : 2;
    const slowest = Math.max(...left.map(({ noticedAfterMs }) => noticedAfterMs ?? Number.POSITIVE_INFINITY));
    const watched = watchedMs / 1e3;
    const say = (ms: number | null): Texts =>
      ms === null
        ? { en: `not noticed within ${watched} s`, ko: `${watched}초 동안 알아채지 못했습니다` }
        : {
            en: `noticed after ${(ms / 1e3).toFixed(1)} s`,
            ko: `${(ms / 1e3).toFixed(1)}초 만에 알아챘습니다`,
          };
    const leaving = Number.isFinite(slowest)
      ? { en: `within ${Math.round(slowest)} ms`, ko: `${Math.round(slowest)} ms 안에 알아챘습니다` }
      : { en: 'not every time', ko: '늘 알아채지는 못했습니다' };
    const usual = say(after);
    const few = say(vanished.fewRetries.noticedAfterMs);
    return {
      answer: option,
      said: {
        en: `A client that leaves was noticed ${leaving.en}. One that vanished, to which heartbeats and events were still sent, was ${usual.en}; where TCP gives up after three retransmissions, it was ${few.en}.`,
        ko: `떠난 클라이언트는 ${leaving.ko}. 말없이 사라진 클라이언트에 하트비트와 이벤트를 계속 보냈을 때는 ${usual.ko}. TCP 재전송을 세 번으로 줄이면 ${few.ko}.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'When the server knew', ko: '서버가 알아챌 때까지 걸린 시간' },
      reading: {
        en: 'Milliseconds from the moment when the client left or vanished. A hollow bar: not noticed while it was watched.',
        ko: '클라이언트가 떠나거나 사라진 순간부터 잰 ms입니다. 빈 막대는 지켜보는 동안 알아채지 못했다는 뜻입니다.',
      },
      draw(figures, look) {
        const { left, vanished, watchedMs } = figuresIn(figures);
        const ko = look.language === 'ko';
        const rows = [
          ...left.map(({ how, noticedAfterMs }) => ({ name: NAMES[how][look.language], noticedAfterMs })),
          { name: ko ? '사라짐, 재전송 15번' : 'vanished, 15 retries', ...vanished.usualRetries },
          { name: ko ? '사라짐, 재전송 3번' : 'vanished, 3 retries', ...vanished.fewRetries },
        ];
        return drawBars(
          rows.map(({ name, noticedAfterMs }) => ({
            name,
            value: noticedAfterMs ?? watchedMs,
            colour: look.ink,
            hollow: noticedAfterMs === null,
            said: noticedAfterMs === null ? `> ${watchedMs / 1e3} s` : `${Math.round(noticedAfterMs)} ms`,
          })),
          look,
          { unit: MILLISECONDS, axis: { en: 'until the server knew', ko: '서버가 알 때까지' } },
        );
      },
    },
  ],
  advice: {
    en: 'Clean up on close: it comes at once for every client that leaves. Send a heartbeat more often than the shortest idle limit on the way. Do not count on it to find clients that vanished: for that the client must answer, as a WebSocket answers a ping, or TCP must give up sooner (TCP_USER_TIMEOUT, fewer retries). Let the page watch too: a named heartbeat that does not come is the only sign it gets.',
    ko: '정리는 close 이벤트에서 하세요. 떠나는 클라이언트라면 모두 바로 옵니다. 하트비트는 경로에서 가장 짧은 유휴 제한보다 자주 보내세요. 하지만 말없이 사라진 클라이언트까지 찾아 주지는 않습니다. 그러려면 WebSocket이 핑에 답하듯 클라이언트가 답하거나, TCP가 더 빨리 포기해야 합니다(TCP_USER_TIMEOUT, 재전송 횟수 줄이기). 페이지도 지켜보게 하세요. 이름 붙인 하트비트 이벤트가 오지 않는 것이 페이지가 알 수 있는 유일한 신호입니다.',
  },
  snippets: [
    {
      title: {
        en: 'Page: a stream that has gone silent is opened anew',
        ko: '페이지: 조용해진 스트림을 새로 열기',
      },
      file: 'snippet-watchdog.ts',
    },
  ],
  sources: [
    {
      title: 'RFC 9293, 3.8.3 TCP Connection Failures',
      url: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.8.3',
    },
    { title: 'RFC 6455, 5.5.2 Ping', url: 'https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2' },
    {
      title: 'HTML Standard, 9.2.7 Authoring notes (a comment line every 15 seconds)',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes',
    },
  ],
  notes: {
    en: 'Close the tabs first: everybody is surprised that this is instant. Then pull the plug on both and let the silence last; the WebSocket’s server gives up after two pings, the event stream’s never does. The link of the demonstration acknowledges what the kernel sends, so TCP’s own giving up is only seen in the measured result, which used network namespaces.',
    ko: '먼저 탭을 닫아 보세요. 즉시 안다는 사실에 모두 놀랍니다. 그다음 둘 다 선을 뽑고 조용히 기다립니다. WebSocket 서버는 핑 두 번 만에 포기하지만 이벤트 스트림 서버는 끝내 모릅니다. 시연의 링크는 커널이 보낸 것에 확인 응답을 하므로, TCP가 스스로 포기하는 것은 네트워크 네임스페이스로 잰 측정 결과에서만 볼 수 있습니다.',
  },
} satisfies Lesson;
