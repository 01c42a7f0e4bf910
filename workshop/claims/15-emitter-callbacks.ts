import type { Claim } from '../claim.ts';
import { ENDING_NAMES } from '../experiments/emitters-clock/ending-names.ts';
import type { EmitterFigures, EmitterTrace } from '../experiments/emitters-clock/index.ts';

type Endings = EmitterTrace['endings'];
type Name = keyof Endings;

const ERRORS = ['fail', 'emptyFail', 'clientGone'] as const;

const named = (names: readonly Name[], language: 'en' | 'ko'): string =>
  names.map((name) => `“${ENDING_NAMES[name][language]}”`).join(', ');

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
    const names = Object.keys(endings) as Name[];
    const calls = (name: Name, wanted: string): number =>
      endings[name].calls.filter(({ call }) => call === wanted).length;
    const without = names.filter((name) => calls(name, 'completion') === 0);
    const repeated = names.filter((name) => calls(name, 'completion') > 1);
    const silent = ERRORS.filter((name) => calls(name, 'error') === 0);
    const { plain, safe } = registries;
    const listMatters = plain.sent < plain.members && safe.sent === safe.members;
    const figure = {
      en: `${names.length - without.length} of ${names.length} endings completed, ${repeated.length} of them more than once; plain list: ${plain.sent} of ${plain.members} reached${plain.failure && ` (${plain.failure})`}, safe: ${safe.sent}`,
      ko: `종료 ${names.length}가지 중 ${names.length - without.length}가지에서 onCompletion, 그중 ${repeated.length}가지는 두 번 이상. 평범한 목록: ${plain.members}명 중 ${plain.sent}명${plain.failure && ` (${plain.failure})`}, 안전한 목록: ${safe.sent}명`,
    };
    if (without.length > 0) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: `No completion followed ${named(without, 'en')}.`,
          ko: `onCompletion이 뒤따르지 않은 종료: ${named(without, 'ko')}.`,
        },
      };
    }
    if (!listMatters) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'The safe registry was no better than the plain list.',
          ko: '안전한 목록이 평범한 목록보다 낫지 않았습니다.',
        },
      };
    }
    const { lastedMs } = endings.clientGone;
    const noticed = ((endings.clientGone.calls[0]?.atMs ?? 0) / 1e3).toFixed(1);
    return {
      verdict: repeated.length === 0 && silent.length === 0 ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: `Completion follows every ending, ${repeated.length > 0 ? `but more than once after ${named(repeated, 'en')}, so clean-up must be safe to run twice` : 'once'}. onError was called for ${silent.length > 0 ? `all errors but ${named(silent, 'en')}` : 'every error'}. A client that left after ${(lastedMs / 1e3).toFixed(1)} s was noticed after ${noticed} s.`,
        ko: `어떻게 끝나든 onCompletion이 뒤따릅니다. ${repeated.length > 0 ? `다만 ${named(repeated, 'ko')}에서는 두 번 이상 불렸으므로 정리 코드는 두 번 실행되어도 괜찮아야 합니다` : '한 번씩입니다'}. onError는 ${silent.length > 0 ? `${named(silent, 'ko')} 말고는 ` : ''}모든 오류에서 불렸습니다. ${(lastedMs / 1e3).toFixed(1)}초에 떠난 클라이언트는 ${noticed}초에 드러났습니다.`,
      },
    };
  },
} satisfies Claim<EmitterFigures>;
