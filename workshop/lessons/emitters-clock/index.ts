import { MILLISECONDS } from '../../../reports/figures/units.ts';
import { drawBars } from '../../drawing.ts';
import type { EmitterFigures, EmitterTrace } from '../../experiments/emitters-clock/index.ts';
import type { FiguresById, Lesson } from '../../lesson.ts';

const figuresIn = (figures: FiguresById): EmitterFigures => figures['emitters-clock'] as EmitterFigures;

type Ending = EmitterTrace['endings'][keyof EmitterTrace['endings']];

const kinds: Readonly<Record<keyof EmitterTrace['endings'], { readonly en: string; readonly ko: string }>> = {
  busyTimeout: { en: 'time up while it sends', ko: '보내는 중 시간 만료' },
  heartbeatTimeout: { en: 'time up, heartbeats only', ko: '하트비트만 보내다 시간 만료' },
  emptyTimeout: { en: 'time up, nothing sent', ko: '보낸 것 없이 시간 만료' },
  emptyTimeoutCompleted: { en: 'the same, onTimeout completes', ko: '같은 경우, onTimeout에서 완료' },
  complete: { en: 'complete()', ko: 'complete()' },
  emptyComplete: { en: 'complete(), nothing sent', ko: '보낸 것 없이 complete()' },
  fail: { en: 'completeWithError()', ko: 'completeWithError()' },
  emptyFail: { en: 'completeWithError(), nothing sent', ko: '보낸 것 없이 completeWithError()' },
  clientGone: { en: 'client left', ko: '클라이언트가 떠남' },
};

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
      { en: '5 s after the last event', ko: '마지막 이벤트 5초 뒤' },
      { en: '5 s after its start', ko: '시작 5초 뒤' },
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
        en: `With a timeout of ${timeoutMs} ms and something sent every 200 ms, Spring’s SseEmitter ended its stream after ${lastedMs} ms, the lab’s after ${ownMs} ms. The recorded trace below is of ${versions}.`,
        ko: `타임아웃 ${timeoutMs}ms에 200ms마다 보냈지만 Spring의 SseEmitter는 ${lastedMs}ms, 이 실험실의 것은 ${ownMs}ms 만에 스트림을 끝냈습니다. 아래 기록은 ${versions}에서 얻은 것입니다.`,
      },
    };
  },
  charts: [
    {
      title: { en: 'Every ending, recorded: Spring’s and ours', ko: '모든 종료의 기록: Spring과 우리' },
      reading: {
        en: 'How long the client heard its stream; at the end of each bar the status and the callbacks in their order, ✂ where the answer broke off.',
        ko: '클라이언트가 스트림을 들은 시간입니다. 막대 끝은 상태 코드와 콜백의 순서이고, ✂는 응답이 중간에 끊겼다는 뜻입니다.',
      },
      draw(figures, look) {
        const { spring, own } = figuresIn(figures);
        const names = Object.keys(kinds) as (keyof typeof kinds)[];
        return drawBars(
          names.flatMap((name) =>
            (
              [
                ['Spring', spring],
                ['lab', own],
              ] as const
            ).map(([who, trace]) => ({
              name: `${kinds[name][look.language]} · ${who}`,
              value: trace.endings[name].lastedMs,
              colour: look.ink,
              hollow: who === 'lab',
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
    en: 'Give an emitter no total timeout, or one that you chose and mean; send a comment at the start, so that an expired stream is a 200 from which the browser comes back. Clean up in onCompletion alone, in a way that bears being called twice, keep emitters in a registry that may change while it is sent to, and send heartbeats: they find out who left.',
    ko: 'emitter에는 총 타임아웃을 두지 않거나, 뜻을 가지고 고른 값을 주세요. 시작할 때 주석 하나를 보내면 만료된 스트림도 200이 되어 브라우저가 다시 옵니다. 정리는 onCompletion에서만, 두 번 불려도 괜찮게 하고, 전송 중에 바뀌어도 되는 목록에 emitter를 담으며, 하트비트를 보내 떠난 클라이언트를 찾아내세요.',
  },
  snippets: [
    {
      title: {
        en: 'Server: a registry that emitters leave by themselves',
        ko: '서버: emitter가 스스로 빠지는 목록',
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
    en: 'Start all three streams and let the clocks run. The first ends although it sends, and comes back after 3 s; the empty one ends with 503 and does not come back: ask who would have found that out in testing, with a page that always has events. The third differs by one comment. The recorded trace has the surprise for Spring users: completion came twice on the empty stream.',
    ko: '스트림 세 개를 모두 시작하고 시계를 지켜보세요. 첫째는 보내고 있는데도 끝나고 3초 뒤 돌아옵니다. 빈 스트림은 503으로 끝나고 돌아오지 않습니다. 늘 이벤트가 있는 페이지로 테스트했다면 누가 알아챘을지 물어보세요. 셋째는 주석 하나만 다릅니다. Spring 사용자가 놀랄 점은 기록에 있습니다. 빈 스트림에서 onCompletion이 두 번 불렸습니다.',
  },
} satisfies Lesson;
