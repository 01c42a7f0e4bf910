import { PERCENT } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { TwoServers } from '../../experiments/two-servers.ts';
import { sayMs } from '../../figures.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

type Case = TwoServers['cases'][number];

const casesIn = (figures: FiguresById): readonly Case[] => (figures['two-servers'] as TwoServers).cases;

const percent = ({ received, expected }: Case): number => Math.round((100 * received) / expected);

const NAMES = {
  sse: { en: 'SSE', ko: 'SSE' },
  polling: { en: 'Polling', ko: '폴링' },
} as const;
const LOGS = {
  'of each server': { en: 'a log for each server', ko: '서버마다 로그' },
  shared: { en: 'shared in Redis', ko: 'Redis로 공유' },
} as const;

export default {
  id: 'two-servers',
  order: 11,
  minutes: 10,
  title: { en: 'Two servers', ko: '서버 두 대' },
  question: {
    en: 'Behind a load balancer stand two servers, each with half of the streams. An event is published at one of them. What share of the clients receives it?',
    ko: '로드 밸런서 뒤에 서버 두 대가 있고 스트림이 절반씩 연결되어 있습니다. 한 서버에서 이벤트를 발행하면 전체 클라이언트의 몇 %가 받을까요?',
  },
  prediction: { kind: 'number', unit: { en: '% of the clients', ko: '%' }, from: 0, to: 100, step: 5 },
  claims: [31],
  experiments: ['two-servers'],
  reveal(figures) {
    const of = (transport: Case['transport'], log: Case['log']): Case | undefined =>
      casesIn(figures).find((one) => one.transport === transport && one.log === log);
    const alone = of('sse', 'of each server');
    const shared = of('sse', 'shared');
    const polled = of('polling', 'of each server');
    const late = (one: Case | undefined, language: 'en' | 'ko'): string =>
      sayMs(one?.delayP50Ms ?? 0, language);
    const share = (one: Case | undefined): number => (one === undefined ? 0 : percent(one));
    return {
      answer: share(alone),
      said: {
        en: `A stream carries what is published at its own server, and nothing else. Nobody is told that anything is missing. With a log that both servers share it was ${share(shared)} %, at the median after ${late(shared, 'en')} instead of ${late(alone, 'en')}. Polling got ${share(polled)} % without it, but was told of ${polled?.gaps} gaps and was sent ${polled?.again} events again: often the answer came from the other server, which does not know its cursor.`,
        ko: `스트림에는 자기 서버에서 발행된 것만 오고, 빠진 것이 있다는 사실은 아무도 모릅니다. 로그를 공유하면 ${share(shared)} %가 받고 지연 중앙값은 ${late(alone, 'ko')}에서 ${late(shared, 'ko')}가 됩니다. 폴링은 공유하지 않아도 ${share(polled)} %를 받았지만 빈틈 알림이 ${polled?.gaps}번, 다시 받은 이벤트가 ${polled?.again}개입니다. 커서를 모르는 다른 서버가 자주 응답했기 때문입니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'What share of the deliveries arrived', ko: '도착한 이벤트의 비율' },
      reading: {
        en: 'Of all deliveries due to all clients behind two servers, those that arrived; it should be 100 %. In brackets: events that were sent again.',
        ko: '서버 두 대 뒤의 모든 클라이언트가 받아야 할 이벤트 중 도착한 비율입니다. 100 %여야 합니다. 괄호 안은 다시 보낸 이벤트 수입니다.',
      },
      draw(figures, look) {
        const again = { en: 'again', ko: '중복' }[look.language];
        return drawBars(
          casesIn(figures).map((one) => ({
            name: `${NAMES[one.transport][look.language]} · ${LOGS[one.log][look.language]}`,
            colour: look.ink,
            hollow: one.log === 'of each server',
            value: percent(one),
            said: `${percent(one)} %${one.again === 0 ? '' : ` (+${one.again} ${again})`}`,
          })),
          look,
          { unit: PERCENT, axis: { en: '% of the expected deliveries', ko: '받아야 할 이벤트 중 %' } },
        );
      },
    },
  ],
  advice: {
    en: 'As soon as there is a second server, publish to something that all servers read, and deliver to streams only what comes back from there, even at the server where it was published: then all share one order and one kind of id. Pub/Sub is enough for what may be missed. Where a client must be able to resume at any server, keep the events too, as Redis Streams do. Sticky sessions do not help: they tie a client to its server, but the event is still at another.',
    ko: '서버가 두 대가 되는 순간, 모든 서버가 읽는 곳에 발행하고 거기서 돌아온 것만 스트림에 전달하세요. 발행한 서버에서도 마찬가지입니다. 그래야 순서와 id가 하나가 됩니다. 놓쳐도 되는 이벤트라면 Pub/Sub으로 충분합니다. 어느 서버에서든 이어받아야 한다면 Redis Streams처럼 이벤트를 보관하세요. 고정 세션(sticky session)은 도움이 되지 않습니다. 클라이언트를 서버에 붙들어 둘 뿐 이벤트는 여전히 다른 서버에 있습니다.',
  },
  snippets: [
    {
      title: {
        en: 'Server: publish to Redis, deliver what comes back',
        ko: '서버: Redis에 발행하고, 돌아온 것을 전달하기',
      },
      file: 'snippet-fan-out.ts',
    },
  ],
  sources: [
    { title: 'Redis, Pub/Sub (at-most-once delivery)', url: 'https://redis.io/docs/latest/develop/pubsub/' },
    { title: 'Redis, Streams', url: 'https://redis.io/docs/latest/develop/data-types/streams/' },
    {
      title: 'HTML Standard, 9.2.4 The Last-Event-ID header',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header',
    },
  ],
  notes: {
    en: 'Needs Redis for the lower half; without it the demonstration says so and shows the upper half alone, and the result is the stored one. Publish at A and ask who received it. Point out that a test with a single browser would have looked fine. Then publish at B. Ask what sticky sessions would change (nothing). If somebody says that polling has no such problem, show the chart: it gets the events, again and again, because no server knows the other’s ids.',
    ko: '아래쪽에는 Redis가 필요합니다. 없으면 그렇게 표시하고 위쪽만 보여 주며, 결과는 저장된 것입니다. A에서 발행하고 누가 받았는지 묻습니다. 브라우저 하나로 시험하면 멀쩡해 보인다는 점을 짚습니다. 그다음 B에서 발행합니다. 고정 세션이 무엇을 바꾸는지 묻습니다(아무것도 바꾸지 않습니다). 폴링에는 이런 문제가 없다고 하면 차트를 보여 줍니다. 서버가 서로의 id를 모르기 때문에 같은 이벤트를 되풀이해 받습니다.',
  },
} satisfies Lesson;
