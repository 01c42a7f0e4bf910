import type { Claim } from '../claim.ts';
import type { EmitterFigures, EmitterTrace } from '../experiments/emitters-clock/index.ts';

type Endings = EmitterTrace['endings'];
const completions = ({ calls }: Endings[keyof Endings]): number =>
  calls.filter(({ call }) => call === 'completion').length;
const hears = ({ calls }: Endings[keyof Endings], wanted: string): boolean =>
  calls.some(({ call }) => call === wanted);

export default {
  number: 15,
  statement: {
    en: 'onTimeout, onError and onCompletion: completion follows every kind of ending, so clean-up belongs there; the registry of emitters must be safe against concurrent change.',
    ko: 'onTimeout, onError, onCompletion: 어떻게 끝나든 onCompletion이 뒤따르므로 정리는 그곳에서 한다. emitter 목록은 동시 변경에 안전해야 한다.',
  },
  experiment: 'emitters-clock',
  thresholds: {
    en: 'Holds: exactly one completion after each of nine endings, onError after every error, and a broadcast over a plain list misses somebody while one over a safe registry reaches all. With limits: at least one completion each, and the registries as said. Does not hold: an ending without completion, or a plain list that does no harm.',
    ko: '성립: 아홉 가지 종료마다 onCompletion이 정확히 한 번, 오류마다 onError가 불리고, 평범한 목록으로 보내면 누군가 빠지고 안전한 목록으로 보내면 모두에게 닿는다. 조건부 성립: 종료마다 onCompletion이 한 번 이상 불리고 목록은 위와 같다. 불성립: onCompletion 없는 종료가 있거나 평범한 목록으로도 문제가 없다.',
  },
  judge({ spring: { endings, registries } }) {
    const all = Object.values(endings);
    const without = all.filter((one) => completions(one) === 0).length;
    const repeated = all.filter((one) => completions(one) > 1).length;
    const silent = [endings.fail, endings.emptyFail, endings.clientGone].filter(
      (one) => !hears(one, 'error'),
    ).length;
    const { plain, safe } = registries;
    const listMatters = plain.sent < plain.members && safe.sent === safe.members;
    const figure = {
      en: `${all.length - without} of ${all.length} endings completed, ${repeated} of them twice; plain list: ${plain.sent} of ${plain.members} reached${plain.failure && ` (${plain.failure})`}, safe: ${safe.sent}`,
      ko: `종료 ${all.length}가지 중 ${all.length - without}가지에서 onCompletion, 그중 ${repeated}가지는 두 번. 평범한 목록: ${plain.members}명 중 ${plain.sent}명${plain.failure && ` (${plain.failure})`}, 안전한 목록: ${safe.sent}명`,
    };
    if (without > 0 || !listMatters) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'There are endings that completion does not follow, or a plain list does no harm.',
          ko: 'onCompletion이 뒤따르지 않는 종료가 있거나, 평범한 목록으로도 문제가 없습니다.',
        },
      };
    }
    return {
      verdict: repeated === 0 && silent === 0 ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: `Completion follows every ending, ${repeated > 0 ? 'but on an empty stream that expired it came twice, so clean-up must be safe to run twice' : 'once'}. onError was not called for ${silent} of 3 errors: completeWithError() is no error of the container’s. And a client that left shows only in a later send, not when it leaves.`,
        ko: `어떻게 끝나든 onCompletion이 뒤따릅니다. ${repeated > 0 ? '다만 빈 채 만료된 스트림에서는 두 번 불렸으므로 정리 코드는 두 번 실행되어도 괜찮아야 합니다' : '한 번씩입니다'}. 오류 3가지 중 ${silent}가지에서는 onError가 불리지 않았습니다. completeWithError()는 컨테이너의 오류가 아니기 때문입니다. 클라이언트가 떠난 사실은 떠날 때가 아니라 나중에 보낼 때에야 드러납니다.`,
      },
    };
  },
} satisfies Claim<EmitterFigures>;
