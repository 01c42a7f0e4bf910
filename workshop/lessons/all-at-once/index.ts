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
    en: 'One event goes to 120 long-polling clients. How many of them ask again within the next 0.4 s?',
    ko: '롱 폴링 클라이언트 120개가 이벤트 하나를 받습니다. 그 뒤 0.4초 안에 몇 개가 다시 요청할까요?',
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
        en: `Requests peaked at ${peak} a second; the mean was ${mean}. A delivery by long polling took ${dearer} times the server CPU of one by SSE, and arrived after ${held.deliveryP50Ms.toFixed(1)} ms instead of ${push.deliveryP50Ms.toFixed(1)} ms.`,
        ko: `요청은 평균 초당 ${mean}회였지만 한때 초당 ${peak}회까지 몰렸습니다. 한 번 전달하는 데 롱 폴링은 SSE의 ${dearer}배의 서버 CPU를 썼고, 도착까지 SSE는 ${push.deliveryP50Ms.toFixed(1)} ms, 롱 폴링은 ${held.deliveryP50Ms.toFixed(1)} ms 걸렸습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'When the clients asked again', ko: '다시 요청한 시각' },
      reading: {
        en: 'Requests that reached the server in each 10 ms after an event, all events together.',
        ko: '이벤트가 생긴 뒤 10 ms 구간마다 서버에 도착한 요청 수입니다(모든 이벤트 합계).',
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
    en: 'Where one event goes to everybody, use a stream. If it must be long polling, keep connections alive, let each client wait a random moment before it asks again, and answer at once with what happened meanwhile: the burst becomes a slope, at the price of that delay.',
    ko: '이벤트 하나가 모두에게 가는 곳에는 스트림을 쓰세요. 꼭 롱 폴링이어야 한다면 keep-alive로 연결을 유지하고, 클라이언트마다 무작위로 조금 기다렸다 다시 요청하게 하며, 그사이 생긴 이벤트는 바로 응답하세요. 그만큼 늦어지는 대신 폭주가 완만해집니다.',
  },
  snippets: [
    {
      title: {
        en: 'Page: each client asks again at its own moment',
        ko: '페이지: 저마다 다른 순간에 다시 요청하기',
      },
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
    ko: '클라이언트 100개로 “이벤트 하나”를 누르고, 설명하기 전에 모양을 말로 표현하게 하세요. 그다음 “흩어 놓기”를 켭니다. 모두가 한순간에 움직이는 경우가 또 무엇이 있는지 물어보세요. 재시작 뒤의 재연결, 정각에 도는 배치 작업, 한꺼번에 만료되는 캐시 등입니다.',
  },
} satisfies Lesson;
