import { MILLISECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { CutLine } from '../../experiments/cut-line.ts';
import type { RetryDelay } from '../../experiments/retry-delay.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const cutIn = (figures: FiguresById): CutLine => figures['cut-line'] as CutLine;
const waitsIn = (figures: FiguresById): RetryDelay['waits'] =>
  (figures['retry-delay'] as RetryDelay).waits.filter(({ waitedMs }) => waitedMs.length > 0);
const usualSeconds = (figures: FiguresById): number => {
  const waited = waitsIn(figures)
    .filter(({ statedMs }) => statedMs === null)
    .flatMap(({ waitedMs }) => waitedMs);
  return Math.round(Math.min(...waited) / 100) / 10;
};

export default {
  id: 'cut-the-line',
  order: 5,
  minutes: 10,
  core: true,
  title: { en: 'Cut the line', ko: '연결 끊기' },
  question: {
    en: 'A browser’s EventSource loses its connection, and the server never sent retry:. After how many seconds does the browser ask again?',
    ko: '브라우저의 EventSource 연결이 끊겼고, 서버는 retry:를 보낸 적이 없습니다. 브라우저는 몇 초 뒤에 다시 요청할까요?',
  },
  prediction: { kind: 'number', unit: { en: 's', ko: '초' }, from: 0, to: 30 },
  claims: [4, 5, 6, 34],
  experiments: ['cut-line', 'retry-delay'],
  reveal(figures) {
    const { endings, resumes, onerror } = cutIn(figures);
    const gateway = endings.find(({ ending }) => ending === 'gateway error');
    const kept = resumes.find(({ when }) => when === 'log-kept');
    const closing = onerror.find(({ closes }) => closes);
    const gone = gateway?.eventSource.backAfterMs === null;
    return {
      answer: usualSeconds(figures),
      said: {
        en: `It came back after ${usualSeconds(figures)} s. Of the missed events ${kept?.lost} were lost where the server kept them. After a gateway’s 502 it ${gone ? 'never came back' : 'came back'}. Where onerror closed it, ${closing?.heard} of ${closing?.published} later events arrived.`,
        ko: `${usualSeconds(figures)}초 뒤에 다시 연결했고, 서버가 보관해 둔 이벤트 중 잃은 것은 ${kept?.lost}건입니다. 게이트웨이가 502로 답한 뒤에는 ${gone ? '다시 연결하지 않았습니다' : '다시 연결했습니다'}. onerror에서 닫으면 그 뒤 이벤트 ${closing?.published}건 중 ${closing?.heard}건을 받았습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'How long the browser waited', ko: '브라우저가 기다린 시간' },
      reading: {
        en: 'From the end of the stream to the next request, for each value of retry:; the longer of two returns.',
        ko: '스트림이 끝난 뒤 다음 요청까지 걸린 시간을 retry: 값별로 보여 줍니다. 두 번 잰 것 중 긴 쪽입니다.',
      },
      draw(figures, look) {
        const ko = look.language === 'ko';
        return drawBars(
          waitsIn(figures).map(({ statedMs, cut, waitedMs }) => {
            const stated = statedMs === null ? (ko ? 'retry 없음' : 'no retry') : `retry: ${statedMs}`;
            const ended = cut ? (ko ? '끊김' : 'cut') : ko ? '정상 종료' : 'ended';
            const value = Math.max(...waitedMs);
            return {
              name: `${stated} · ${ended}`,
              value,
              colour: look.ink,
              hollow: cut,
              said: `${Math.round(value)} ms`,
            };
          }),
          look,
          { unit: MILLISECONDS, axis: { en: 'until it asked again', ko: '다시 요청할 때까지' } },
        );
      },
    },
  ],
  advice: {
    en: 'Never close an EventSource in onerror: let the browser come back, and open a new one only when readyState is CLOSED. Give every event an id, keep the latest ones on the server, and tell the client when what it asks for is no longer there. Set retry: with some jitter for each stream, so that a restart does not bring everybody back in one second. During a restart let the proxy in front hold or refuse connections: a 502 is final. Around a WebSocket write all of this yourself.',
    ko: 'onerror에서 EventSource를 닫지 마세요. 브라우저가 돌아오게 두고, readyState가 CLOSED일 때만 새로 여세요. 모든 이벤트에 id를 붙이고 서버에 최근 이벤트를 보관하며, 요청받은 이벤트가 이미 없으면 없다고 알리세요. retry:는 스트림마다 조금씩 다르게 주어 재시작 뒤 모두가 같은 순간에 돌아오지 않게 합니다. 서버를 재시작하는 동안 앞단 프록시는 연결을 붙들어 두거나 거부하게 하세요. 502로 답하면 브라우저는 다시 오지 않습니다. WebSocket이라면 이 모두를 직접 구현해야 합니다.',
  },
  snippets: [
    {
      title: { en: 'Page: come back after everything', ko: '페이지: 무슨 일이 있어도 돌아오기' },
      file: 'snippet-follow.ts',
    },
  ],
  sources: [
    {
      title: 'HTML Standard, 9.2.3 Processing model (reestablish, fail the connection)',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
    },
    {
      title: 'HTML Standard, 9.2.4 The Last-Event-ID header',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header',
    },
    {
      title: 'RFC 6455, 7.2.3 Recovering from Abnormal Closure',
      url: 'https://www.rfc-editor.org/rfc/rfc6455#section-7.2.3',
    },
  ],
  notes: {
    en: 'Begin with Reset and count the seconds aloud. Then switch off “looks at the last id” and reset again: it comes back just the same, but with a hole. The 502 is the climax: it is what a restart behind a proxy looks like, and the browser’s own reconnection is over. Firefox waits 5 s where Chromium waits 3. Half-open is the bridge to the next lesson: neither side is told that the line is gone.',
    ko: 'RST로 끊고 다 함께 초를 세어 보세요. 그다음 “마지막 id를 봄”을 끄고 다시 끊으면 똑같이 돌아오지만 구멍이 생깁니다. 절정은 502입니다. 프록시 뒤 재시작이 바로 이런 모습이고, 브라우저의 자동 재연결은 거기서 끝납니다. Chromium은 3초, Firefox는 5초를 기다립니다. half-open은 다음 수업으로 이어집니다. 양쪽 누구도 끊겼다는 신호를 받지 못합니다.',
  },
} satisfies Lesson;
