import { MILLISECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import { ENDING_NAMES } from '../../experiments/emitters-clock/ending-names.ts';
import type { EmitterFigures, EmitterTrace } from '../../experiments/emitters-clock/index.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): EmitterFigures => figures['emitters-clock'] as EmitterFigures;

type Ending = EmitterTrace['endings'][keyof EmitterTrace['endings']];

const traceOf = ({ status, calls, cut }: Ending): string =>
  [String(status), ...calls.map(({ call }) => call), ...(cut ? ['✂'] : [])].join(' · ');

export default {
  id: 'emitters-clock',
  order: 7,
  minutes: 10,
  title: { en: 'The emitter’s clock', ko: 'emitter의 시계' },
  question: {
    en: 'An emitter has a timeout of 5 s and sends an event every second. When does its stream end?',
    ko: '타임아웃이 5초인 emitter가 1초마다 이벤트를 보냅니다. 스트림은 언제 끝날까요?',
  },
  prediction: {
    kind: 'choice',
    options: [
      { en: 'Never, as long as it sends', ko: '보내는 한 끝나지 않는다' },
      { en: '5 s after the last event', ko: '마지막 이벤트를 보낸 지 5초 뒤' },
      { en: '5 s after its start', ko: '시작한 지 5초 뒤' },
    ],
  },
  claims: [13, 14, 15],
  experiments: ['emitters-clock'],
  reveal(figures) {
    const { spring, own } = figuresIn(figures);
    const { timeoutMs, calls } = spring.endings.busyTimeout;
    const called = calls.find(({ call }) => call === 'timeout');
    const lastedMs = called?.atMs ?? spring.endings.busyTimeout.lastedMs;
    const ownMs = own.endings.busyTimeout.calls[0]?.atMs ?? Number.NaN;
    const isTotal = called !== undefined && lastedMs < timeoutMs + 2_500;
    const versions = `Spring Boot ${spring.versions.springBoot}, ${spring.versions.container}, Java ${spring.versions.java}`;
    return {
      answer: isTotal ? 2 : called === undefined ? 0 : 1,
      said: {
        en: `With a timeout of ${timeoutMs} ms and something sent every 200 ms, Spring’s SseEmitter ended its stream after ${lastedMs} ms, the lab’s own after ${ownMs} ms. The trace below was recorded with ${versions}.`,
        ko: `타임아웃을 ${timeoutMs} ms로 두고 200 ms마다 보냈지만 Spring의 SseEmitter는 ${lastedMs} ms, 이 실험실의 emitter는 ${ownMs} ms 만에 스트림을 끝냈습니다. 아래 기록은 ${versions}에서 얻었습니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Every ending, recorded: Spring’s and ours', ko: '모든 종료의 기록: Spring과 이 실험실' },
      reading: {
        en: 'How long the client’s stream lasted. At the end of each bar: the status, then the callbacks in order; ✂ where the response broke off.',
        ko: '클라이언트의 스트림이 열려 있던 시간입니다. 막대 끝은 상태 코드와 불린 순서대로 적은 콜백이고, ✂는 응답이 중간에 끊겼다는 뜻입니다.',
      },
      draw(figures, look) {
        const { spring, own } = figuresIn(figures);
        const names = Object.keys(ENDING_NAMES) as (keyof typeof ENDING_NAMES)[];
        return drawBars(
          names.flatMap((name) =>
            (
              [
                ['Spring', spring],
                [{ en: 'lab', ko: '실험실' }[look.language], own],
              ] as const
            ).map(([who, trace]) => ({
              name: `${ENDING_NAMES[name][look.language]} · ${who}`,
              value: trace.endings[name].lastedMs,
              colour: look.ink,
              hollow: trace === own,
              said: traceOf(trace.endings[name]),
            })),
          ),
          look,
          {
            unit: MILLISECONDS,
            axis: { en: 'ms until the client’s stream was over', ko: '클라이언트의 스트림이 끝나기까지 ms' },
          },
        );
      },
    },
  ],
  advice: {
    en: 'Give an emitter no total timeout (in Spring new SseEmitter(0L)), or one that you chose on purpose. Send a comment at the start: an expired stream is then a 200, and the browser comes back. Clean up in onCompletion alone, and make it safe to run twice. Keep emitters in a registry that may change while you send to it. Send heartbeats: they reveal the clients that left.',
    ko: 'emitter에는 전체 타임아웃을 두지 않거나(Spring에서는 new SseEmitter(0L)) 의도해서 정한 값을 주세요. 시작할 때 주석 하나를 보내면 만료된 스트림도 200으로 끝나 브라우저가 다시 연결합니다. 정리는 onCompletion에서만 하되 두 번 불려도 괜찮게 만드세요. emitter는 전송 중에 바뀌어도 되는 목록에 담으세요. 떠난 클라이언트는 하트비트를 보내야 드러납니다.',
  },
  snippets: [
    {
      title: {
        en: 'Server: a registry that emitters leave by themselves',
        ko: '서버: emitter가 스스로 빠져나가는 목록',
      },
      file: 'snippet-registry.ts',
    },
  ],
  sources: [
    {
      title: 'Spring Framework, SseEmitter',
      url: 'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/web/servlet/mvc/method/annotation/SseEmitter.html',
    },
    {
      title: 'HTML Standard, 9.2.3 Processing model',
      url: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
    },
  ],
  notes: {
    en: 'Start all three streams and let the clocks run. The first ends although it sends, and comes back after 3 s (in Firefox 5 s); the empty one ends with 503 and does not come back: ask who would have found that in a test whose page always has events. The third differs by one comment. The recorded trace has the surprise for Spring users: completion came twice on the empty stream.',
    ko: '스트림 세 개를 모두 시작하고 시계를 지켜보세요. 첫째는 보내는 중인데도 끝나고 3초 뒤(Firefox는 5초) 다시 연결됩니다. 빈 스트림은 503으로 끝나고 다시 연결되지 않습니다. 늘 이벤트가 있는 페이지로 테스트했다면 이것을 누가 발견했을지 물어보세요. 셋째는 주석 하나만 다릅니다. Spring 사용자가 놀랄 점은 기록에 있습니다. 빈 스트림에서 onCompletion이 두 번 불렸습니다.',
  },
} satisfies Lesson;
