import { cores, largestOf, percent } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** A core that is gone a fiftieth of the time is what a p99 shows. */
const USUAL_STOLEN_SHARE = 0.02;
/** What an idle system's own services take. */
const USUAL_OTHERS_CORES = 0.1;

const remedy = {
  en: 'Repeat on a quiet machine: end other programs, or ask the host for cores of your own.',
  ko: '다른 프로그램을 끝내거나 전용 코어를 확보해 조용한 장비에서 다시 실행하세요.',
};

/** A hypervisor ran somebody else. */
export const cpuStolen: WarningRule = {
  code: 'cpu-stolen',
  fatal: false,
  find({ trials }) {
    const share = largestOf(trials, ({ machine }) => machine?.stolenShare);
    if (share <= USUAL_STOLEN_SHARE) return;
    return {
      seen: {
        en: `The hypervisor gave up to ${percent(share)} of this machine’s CPU time to others.`,
        ko: `하이퍼바이저가 이 장비 CPU 시간의 최대 ${percent(share)}를 다른 곳에 주었습니다.`,
      },
      why: {
        en: 'Everything stood still meanwhile: the slowest deliveries may be of that, and not of the transport.',
        ko: '그동안 모든 것이 멈췄으므로, 가장 느린 전달은 전송 방식이 아니라 그 탓일 수 있습니다.',
      },
      remedy,
    };
  },
};

/** Other programs ran beside the lab. */
export const cpuUsedByOthers: WarningRule = {
  code: 'cpu-used-by-others',
  fatal: false,
  find({ trials }) {
    const used = largestOf(trials, ({ machine }) => machine?.othersCores);
    if (used <= USUAL_OTHERS_CORES) return;
    const all = trials[0]?.machine?.cores ?? 0;
    const waits = Math.max(
      largestOf(trials, ({ machine }) => machine?.serverWaitShare),
      largestOf(trials, ({ machine }) => machine?.loadWaitShare),
    );
    return {
      seen: {
        en: `Other programs used up to ${cores(used)} of ${all} cores while measuring; server or clients waited for a core up to ${percent(waits)} of the time.`,
        ko: `측정하는 동안 다른 프로그램이 코어 ${all}개 중 최대 ${cores(used)}개를 썼고, 서버나 클라이언트가 시간의 최대 ${percent(waits)}를 코어를 기다리는 데 보냈습니다.`,
      },
      why: {
        en: 'Who waits for a core is late: latencies are longer and vary more than they would on their own.',
        ko: '코어를 기다린 만큼 늦어지므로, 지연이 실제보다 길고 더 흔들립니다.',
      },
      remedy,
    };
  },
};
