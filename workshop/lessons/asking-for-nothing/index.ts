import { PERCENT } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { AskingAgain } from '../../experiments/asking-again.ts';
import type { PollsWasted } from '../../experiments/polls-wasted.ts';
import { sayMs } from '../../figures.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const wastedIn = (figures: FiguresById): PollsWasted => figures['polls-wasted'] as PollsWasted;

/** Of the question: an event about every five seconds. */
const ASKED_PER_SECOND = 0.2;
const againIn = (figures: FiguresById): AskingAgain => figures['asking-again'] as AskingAgain;

export default {
  id: 'asking-for-nothing',
  order: 4,
  minutes: 8,
  title: { en: 'Asking for nothing', ko: '빈손으로 돌아오는 요청' },
  question: {
    en: 'A page polls every half second; an event happens about every five seconds. What share of its requests brings nothing?',
    ko: '페이지가 0.5초마다 폴링하고, 이벤트는 약 5초마다 생깁니다. 요청의 몇 %가 빈손으로 돌아올까요?',
  },
  prediction: { kind: 'number', unit: { en: '%', ko: '%' }, from: 0, to: 100 },
  claims: [18, 19, 20, 36],
  experiments: ['polls-wasted', 'asking-again', 'keep-alive', 'long-polling-cost'],
  reveal(figures) {
    const asked = wastedIn(figures).rates.find(({ eventsPerSecond }) => eventsPerSecond === ASKED_PER_SECOND);
    const busy = wastedIn(figures).rates.at(-1);
    const busyShare = Math.round((busy?.wastedShare ?? 0) * 100);
    const { polling, longPolling, intervalMs } = againIn(figures);
    const [slow, held] = [polling, longPolling].map((one) => sayMs(one.endToEndP50Ms, 'en'));
    return {
      answer: Math.round((asked?.wastedShare ?? 0) * 100),
      said: {
        en: `${asked?.wasted} of ${asked?.requests} requests brought nothing; with ${busy?.eventsPerSecond} events a second it was still ${busyShare} %. Long polling asks again only after an answer. Held for at most ${intervalMs} ms, it brought an event after ${held}; polling every ${intervalMs} ms took ${slow}.`,
        ko: `요청 ${asked?.requests}건 중 ${asked?.wasted}건이 빈손이었습니다. 초당 이벤트가 ${busy?.eventsPerSecond}개여도 ${busyShare} %였습니다. 롱 폴링은 응답을 받은 뒤에만 다시 요청합니다. 이벤트가 도착하는 데 요청을 최대 ${intervalMs} ms 붙잡아 두는 롱 폴링은 ${held}, ${intervalMs} ms 간격의 폴링은 ${slow} 걸렸습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Requests that brought nothing', ko: '빈손으로 돌아온 요청' },
      reading: {
        en: 'Share of all requests of a page that asks every half second, by how often an event happens.',
        ko: '0.5초마다 폴링하는 페이지의 요청 중 빈손으로 돌아온 비율을 이벤트 빈도별로 보여 줍니다.',
      },
      draw: (figures, look) =>
        drawBars(
          wastedIn(figures).rates.map(({ eventsPerSecond, wastedShare }) => ({
            name: look.language === 'ko' ? `초당 ${eventsPerSecond}개` : `${eventsPerSecond} events/s`,
            value: wastedShare * 100,
            colour: look.ink,
            said: `${Math.round(wastedShare * 100)} %`,
          })),
          look,
          { unit: PERCENT, axis: { en: '% of requests', ko: '요청 중 %' } },
        ),
    },
  ],
  advice: {
    en: 'Poll where events are regular and a delay of half an interval is fine. Use keep-alive, and answer an empty poll with 204 and as few headers as you can. Where events are rare and must arrive quickly, let the server hold the request (long polling) or push.',
    ko: '이벤트가 규칙적이고 간격의 절반쯤 늦어도 괜찮다면 keep-alive로 폴링하고, 빈 응답은 헤더를 최소로 한 204로 보냅니다. 이벤트가 드물지만 빨리 도착해야 한다면 서버가 요청을 붙잡아 두거나(롱 폴링) 푸시하게 하세요.',
  },
  snippets: [
    {
      title: { en: 'Page: long polling that does not hammer', ko: '페이지: 서버를 몰아붙이지 않는 롱 폴링' },
      file: 'snippet-long-poll.ts',
    },
  ],
  sources: [
    { title: 'RFC 6202, 2. HTTP long polling', url: 'https://www.rfc-editor.org/rfc/rfc6202#section-2' },
    { title: 'RFC 9112, 9.3 Persistence', url: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.3' },
    {
      title: 'RFC 9110, 15.3.5 204 No Content',
      url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5',
    },
  ],
  notes: {
    en: 'Start with 500 ms and 5 s. Ask the class for the share before the squares give it away. Then 250 ms and 10 s: nearly everything is empty, but the delay has halved; there is no interval that is both cheap and quick. On loopback a handshake costs nothing you can see: point at the count of connections, and multiply by the round trip of a phone.',
    ko: '500 ms와 5초로 시작합니다. 네모가 쌓이기 전에 비율을 물어보세요. 그다음 250 ms와 10초로 바꾸면 거의 모두 비지만 지연은 절반이 됩니다. 싸면서 빠른 간격은 없습니다. 루프백에서는 핸드셰이크 비용이 보이지 않습니다. 연결 수를 가리키고 휴대폰의 왕복 시간을 곱해 보게 하세요.',
  },
} satisfies Lesson;
