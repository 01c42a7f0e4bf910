import { medianOf } from '../../../harness/results/summary.ts';
import { MILLISECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { ThreeTransits } from '../../experiments/three-transits.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';
import { TRANSPORT_IDS, TRANSPORT_NAMES, type TransportId } from '../../transport-names.ts';

const transitsIn = (figures: FiguresById): ThreeTransits => figures['three-transits'] as ThreeTransits;

export default {
  id: 'three-transits',
  order: 15,
  minutes: 8,
  title: { en: 'Slow link', ko: '느린 링크' },
  question: {
    en: 'Every byte takes 100 ms each way. Two events happen 20 ms apart. How many one-way trips does it take from the second event until a long-polling client has it?',
    ko: '모든 바이트가 편도 100 ms 걸립니다. 이벤트 두 개가 20 ms 간격으로 생깁니다. 두 번째 이벤트가 생긴 뒤 롱 폴링 클라이언트가 받기까지 편도 시간의 몇 배가 걸릴까요?',
  },
  prediction: { kind: 'number', unit: { en: 'one-way trips', ko: '배' }, from: 1, to: 6 },
  claims: [],
  experiments: ['three-transits'],
  reveal(figures) {
    const { byTransport, transitMs, apartMs } = transitsIn(figures);
    const ms = (id: TransportId, which: 'firstMs' | 'secondMs'): number =>
      Math.round(medianOf(byTransport[id][which]));
    const list = (language: 'en' | 'ko'): string =>
      TRANSPORT_IDS.map(
        (id) => `${TRANSPORT_NAMES[id][language]} ${ms(id, 'firstMs')} / ${ms(id, 'secondMs')}`,
      ).join(', ');
    return {
      answer: Math.round(ms('long-polling', 'secondMs') / transitMs),
      said: {
        en: `Milliseconds from publishing to arrival, first / second event, median: ${list('en')}. The second one comes ${apartMs} ms after the first, while the first answer is still on its way: it has to wait for that answer to arrive and for the client’s next request to come back, and only then sets out itself.`,
        ko: `발행에서 도착까지의 ms, 첫째 / 둘째 이벤트의 중앙값: ${list('ko')}. 둘째는 첫째보다 ${apartMs} ms 뒤, 첫 응답이 아직 가는 중에 생깁니다. 그 응답이 도착하고 클라이언트의 다음 요청이 서버에 돌아온 뒤에야 출발할 수 있습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'The first event and the second', ko: '첫째 이벤트와 둘째 이벤트' },
      reading: {
        en: 'Median time from publishing to arrival over a link of 100 ms each way; the second event is the hollow bar.',
        ko: '편도 100 ms 링크에서 발행부터 도착까지의 중앙값입니다. 빈 막대가 둘째 이벤트입니다.',
      },
      draw(figures, look) {
        const { byTransport, transitMs } = transitsIn(figures);
        return drawBars(
          TRANSPORT_IDS.flatMap((id) =>
            (['firstMs', 'secondMs'] as const).map((which) => {
              const value = Math.round(medianOf(byTransport[id][which]));
              return {
                name: `${TRANSPORT_NAMES[id][look.language]} · ${which === 'firstMs' ? 1 : 2}`,
                value,
                colour: look.ink,
                hollow: which === 'secondMs',
                said: `${value} ms (${(value / transitMs).toFixed(1)}×)`,
              };
            }),
          ),
          look,
          { unit: MILLISECONDS, axis: { en: 'ms from publishing to arrival', ko: '발행에서 도착까지 ms' } },
        );
      },
    },
  ],
  advice: {
    en: 'Where the round trip is long, push what comes in bursts. With long polling, gather events for a few milliseconds before you answer, so that events which happen together travel together.',
    ko: '왕복 시간이 길다면 몰려서 생기는 이벤트는 푸시하세요. 롱 폴링이라면 응답하기 전에 몇 밀리초 동안 이벤트를 모아, 함께 생긴 것이 함께 가게 하세요.',
  },
  snippets: [
    { title: { en: 'Server: gather for a moment', ko: '서버: 잠깐 모으기' }, file: 'snippet-gather.ts' },
  ],
  sources: [
    {
      title: 'RFC 6202, 2.2 HTTP long polling issues (maximal latency)',
      url: 'https://www.rfc-editor.org/rfc/rfc6202#section-2.2',
    },
  ],
  notes: {
    en: 'Draw the sequence diagram on the board first: server left, client right, 100 ms for each arrow. Press “One event”, then “Two events”, and let the class point at the arrow that the second one waits for. Polling is the odd one out: its delay depends on the moment, not on the number of events.',
    ko: '먼저 칠판에 시퀀스 다이어그램을 그리세요. 왼쪽은 서버, 오른쪽은 클라이언트, 화살표 하나에 100 ms입니다. “이벤트 하나”, 이어서 “이벤트 둘”을 누르고, 둘째가 어느 화살표를 기다리는지 짚게 하세요. 폴링만 다릅니다. 지연이 이벤트 수가 아니라 이벤트가 생긴 순간에 달려 있습니다.',
  },
} satisfies Lesson;
