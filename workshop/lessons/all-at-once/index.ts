import { COUNT } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { Burst } from '../../experiments/burst.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const burstIn = (figures: FiguresById): Burst => figures.burst as Burst;
/** Bins that are drawn: what comes later is nothing. */
const DRAWN = 16;

export default {
  id: 'all-at-once',
  order: 9,
  minutes: 7,
  title: { en: 'All at once', ko: '모두 한꺼번에' },
  question: {
    en: '120 long pollers hear one event. How many of them ask again within the next 0.4 s?',
    ko: '롱 폴러 120개가 이벤트 하나를 듣습니다. 그 뒤 0.4초 안에 몇 개가 다시 물을까요?',
  },
  prediction: { kind: 'number', unit: { en: 'clients', ko: '개' }, from: 0, to: 120 },
  claims: [21],
  experiments: ['burst'],
  reveal(figures) {
    const { askedAgain, watched, held, push } = burstIn(figures);
    const [peak, mean] = [Math.round(askedAgain.peakPerSecond), Math.round(askedAgain.meanPerSecond)];
    const dearer = (held.serverCpuUsPerDelivery / push.serverCpuUsPerDelivery).toFixed(1);
    return {
      answer: Math.round(askedAgain.share * watched),
      said: {
        en: `The questions came at a peak of ${peak} a second, where the mean was ${mean}. One delivery by long polling took ${dearer} times the server’s CPU of one by SSE, and arrived after ${held.deliveryP50Ms.toFixed(1)} ms against ${push.deliveryP50Ms.toFixed(1)} ms.`,
        ko: `질문은 평균 초당 ${mean}회였지만 최고 초당 ${peak}회로 몰렸습니다. 롱 폴링의 전달 한 번은 SSE의 ${dearer}배의 서버 CPU를 썼고, ${push.deliveryP50Ms.toFixed(1)} ms 대신 ${held.deliveryP50Ms.toFixed(1)} ms 만에 도착했습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'When the clients asked again', ko: '다시 물은 시각' },
      reading: {
        en: 'Requests that reached the server in each 10 ms after an event, all events together.',
        ko: '이벤트 뒤 10 ms마다 서버에 도착한 요청 수(모든 이벤트 합계)입니다.',
      },
      draw(figures, look) {
        const { askedAgain, binMs } = burstIn(figures);
        return drawBars(
          askedAgain.perBin.slice(0, DRAWN).map((value, bin) => ({
            name: `${bin * binMs}–${(bin + 1) * binMs} ms`,
            value,
            colour: look.ink,
            said: String(value),
          })),
          look,
          { unit: COUNT, axis: { en: 'requests', ko: '요청 수' } },
        );
      },
    },
  ],
  advice: {
    en: 'Where one event reaches everybody, use a stream. If it must be long polling, hold the connection open, let each client wait a random moment before it asks again, and answer what came meanwhile at once: the burst becomes a slope, at the price of that moment.',
    ko: '이벤트 하나가 모두에게 닿는 곳에는 스트림을 쓰세요. 꼭 롱 폴링이어야 한다면 연결을 유지하고, 클라이언트마다 무작위로 조금 기다렸다 다시 묻게 하며, 그사이 생긴 것은 바로 응답하세요. 그만큼 늦어지는 대신 폭주가 완만해집니다.',
  },
  snippets: [
    {
      title: { en: 'Page: ask again at a moment of one’s own', ko: '페이지: 저마다 다른 순간에 다시 묻기' },
      file: 'snippet-spread.ts',
    },
  ],
  sources: [
    {
      title: 'RFC 6202, 2.2 HTTP long polling issues',
      url: 'https://www.rfc-editor.org/rfc/rfc6202#section-2.2',
    },
  ],
  notes: {
    en: 'Press “One event” with 100 clients and let the class describe the shape before you explain it. Then switch on the spread. Ask where else everybody acts at one moment: reconnects after a restart, cron jobs at the full hour, caches that expire together.',
    ko: '클라이언트 100개로 “이벤트 하나”를 누르고, 설명하기 전에 모양을 말로 표현하게 하세요. 그다음 “흩어 놓기”를 켭니다. 모두가 한순간에 움직이는 다른 경우도 물어보세요. 재시작 뒤의 재연결, 정각의 배치 작업, 함께 만료되는 캐시가 있습니다.',
  },
} satisfies Lesson;
