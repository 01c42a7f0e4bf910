import { largestOf, sumOf } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** What clients report when a limit of the system, or of HTTP/2, was in their way. */
const LIMIT_ERRORS = [
  { pattern: /EMFILE|ENFILE/, en: 'open files', ko: '열린 파일 수' },
  { pattern: /EADDRNOTAVAIL/, en: 'local ports', ko: '로컬 포트' },
  {
    pattern: /REFUSED_STREAM|ENHANCE_YOUR_CALM|ERR_HTTP2_OUT_OF_STREAMS/,
    en: 'HTTP/2 streams',
    ko: 'HTTP/2 스트림',
  },
];

/** Something on the way was at a limit that has nothing to do with the transport. */
export const limitHit: WarningRule = {
  code: 'limit-hit',
  fatal: true,
  find({ plan, trials, failures }) {
    const hits: { readonly en: string; readonly ko: string }[] = [];
    for (const { pattern, en, ko } of LIMIT_ERRORS) {
      const count = [...failures].reduce((sum, [what, times]) => sum + (pattern.test(what) ? times : 0), 0);
      if (count > 0) hits.push({ en: `${en} (${count} errors)`, ko: `${ko}(오류 ${count}건)` });
    }
    const full = trials.find(
      ({ limits }) =>
        (limits?.serverOpenFiles ?? 0) >= (limits?.serverOpenFilesLimit ?? Number.POSITIVE_INFINITY),
    )?.limits;
    if (full !== undefined) {
      const count = full.serverOpenFiles;
      hits.push({
        en: `the server’s open files (all ${count})`,
        ko: `서버의 열린 파일 수(${count}개 모두 사용)`,
      });
    }
    const refused = sumOf(trials, ({ limits }) => limits?.refused ?? 0);
    if (refused > 0) {
      hits.push({
        en: `the server’s cap on connections (${refused} turned away)`,
        ko: `서버의 연결 수 상한(${refused}개 거절)`,
      });
    }
    const dropped = largestOf(trials, ({ limits }) => limits?.acceptQueueOverflows);
    // All clients coming back at once is what a fault is about.
    if (dropped > 0 && plan.fault === undefined) {
      hits.push({
        en: `an accept queue (${dropped} connections dropped in one trial)`,
        ko: `연결 대기열(한 시행에서 ${dropped}개 버려짐)`,
      });
    }
    if (hits.length === 0) return;
    return {
      seen: {
        en: `A limit was hit: ${hits.map(({ en }) => en).join(', ')}.`,
        ko: `한도에 걸렸습니다: ${hits.map(({ ko }) => ko).join(', ')}.`,
      },
      why: {
        en: 'Connections were refused or delayed by a setting of the system, not by the transport.',
        ko: '전송 방식이 아니라 시스템 설정 때문에 연결이 거절되거나 늦어졌습니다.',
      },
      remedy: {
        en: 'Raise the limit (ulimit -n, net.ipv4.ip_local_port_range, net.core.somaxconn, the server’s own), or ask for fewer --clients.',
        ko: '한도(ulimit -n, net.ipv4.ip_local_port_range, net.core.somaxconn, 서버 자체 설정)를 올리거나 --clients를 줄이세요.',
      },
    };
  },
};
