import { FORETOLD } from '../results/validity.ts';
import type { Warning } from '../results/warning-schema.ts';
import type { CaseEvidence } from './warning-rule.ts';

const WHY = {
  en: 'The figures are of what got through nonetheless, so the case is compared with nothing; it is not a fault of this run.',
  ko: '그럼에도 통과한 것만의 수치이므로 이 케이스는 무엇과도 비교하지 않습니다. 실행의 결함은 아닙니다.',
};
const REMEDY = {
  en: 'Choose a proxy that is set up for it: docs/PROXIES.md says which directive repairs what.',
  ko: '이에 맞게 설정된 프록시를 쓰세요. 어떤 지시어가 무엇을 고치는지는 docs/PROXIES.md에 있습니다.',
};
const WHY_UNSEEN = {
  en: 'What is known of this proxy did not happen, so it is another version of it, or the load was too light to show it.',
  ko: '알려진 일이 일어나지 않았습니다. 프록시의 버전이 다르거나, 부하가 너무 가벼워 드러나지 않은 것입니다.',
};
const REMEDY_UNSEEN = {
  en: 'See the proxy’s version under “What was run”, and repeat with more clients or a longer --duration.',
  ko: '“실행 조건”에서 프록시 버전을 확인하고, 클라이언트를 늘리거나 --duration을 길게 해 다시 실행하세요.',
};

/** Whether latency and cost may be believed: nobody looks at those of a damaged case. */
const OF_FIGURES: ReadonlySet<string> = new Set(['generator-saturated', 'source-lag']);

/**
 * What was foretold of a case: that it was seen, or that it was not; and the other warnings without those that say
 * nothing else. A case that is damaged as foretold keeps only what makes it invalid for another reason.
 */
export function withForetold(
  { foretold = [], trials }: CaseEvidence,
  warnings: readonly Warning[],
): Warning[] {
  const told = foretold.map((damage) => ({ damage, seen: trials.some((trial) => damage.seenIn(trial)) }));
  const seen = told.filter((one) => one.seen).map(({ damage }) => damage);
  const explained = new Set(seen.flatMap(({ explains }) => explains));
  const isMoot = ({ code, fatal }: Warning): boolean => !fatal || explained.has(code) || OF_FIGURES.has(code);
  const left = seen.length === 0 ? warnings : warnings.filter((warning) => !isMoot(warning));
  return [
    ...left.filter(({ fatal }) => fatal),
    ...told.map((one) =>
      one.seen
        ? { code: FORETOLD, fatal: false, seen: asForetold(one.damage.what), why: WHY, remedy: REMEDY }
        : {
            code: 'foretold-not-seen',
            fatal: false,
            seen: notSeen(one.damage.what),
            why: WHY_UNSEEN,
            remedy: REMEDY_UNSEEN,
          },
    ),
    ...left.filter(({ fatal }) => !fatal),
  ];
}

const asForetold = ({ en, ko }: Warning['seen']): Warning['seen'] => ({
  en: `As foretold: ${en}`,
  ko: `예고된 대로: ${ko}`,
});

const notSeen = ({ en, ko }: Warning['seen']): Warning['seen'] => ({
  en: `Foretold but not seen: ${en}`,
  ko: `예고되었지만 나타나지 않음: ${ko}`,
});
