import { sumOf } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** Over HTTP all clients must have spoken the version asked for, and nothing else. */
export const protocol: WarningRule = {
  code: 'protocol',
  fatal: true,
  find({ plan, trials }) {
    if (plan.http === null) return;
    const asked = plan.http === '2' ? 'h2' : 'http/1.1';
    const spoken = new Set(trials.flatMap(({ connections }) => connections.protocols));
    if (spoken.size === 1 && spoken.has(asked)) return;
    const names = [...spoken].join(', ');
    return {
      seen: {
        en: `The clients asked for ${asked} and spoke ${names || 'nothing'}.`,
        ko: `클라이언트는 ${asked}를 요청했지만 ${names === '' ? '아무 프로토콜도 협상되지 않았습니다' : `실제로는 ${names}로 통신했습니다`}.`,
      },
      why: {
        en: 'The figures belong to another protocol than the one they stand under.',
        ko: '표시된 것과 다른 프로토콜의 수치입니다.',
      },
      remedy: {
        en: 'See what the server negotiates (ALPN), and what a proxy in between makes of it.',
        ko: '서버가 무엇을 협상하는지(ALPN), 중간 프록시가 이를 어떻게 바꾸는지 확인하세요.',
      },
    };
  },
};

/** Connections that went down and messages that nobody could use. */
export const clientFailure: WarningRule = {
  code: 'client-failure',
  fatal: true,
  find({ failures }) {
    if (failures.size === 0) return;
    const most = [...failures].sort(([, a], [, b]) => b - a);
    const told = most.slice(0, 3).map(([what, count]) => `${count} × ${what}`);
    const list = `${told.join('; ')}${most.length > 3 ? '; …' : '.'}`;
    return {
      seen: { en: `Clients reported failures: ${list}`, ko: `클라이언트가 오류를 보고했습니다: ${list}` },
      why: {
        en: 'A client that loses its connection waits and comes back: its figures are of that, and not of the transport.',
        ko: '연결을 잃은 클라이언트는 기다렸다가 다시 접속하므로, 전송 방식 자체가 아니라 그 과정이 측정됩니다.',
      },
      remedy: {
        en: 'See the server’s log for the cause, and repeat.',
        ko: '서버 로그에서 원인을 찾은 뒤 다시 실행하세요.',
      },
    };
  },
};

export const starvedTabs: WarningRule = {
  code: 'starved-tabs',
  fatal: false,
  find({ trials }) {
    const starved = sumOf(trials, ({ deliveries }) => deliveries.starved);
    if (starved === 0) return;
    const missed = sumOf(trials, ({ deliveries }) => deliveries.missedByStarved);
    return {
      seen: {
        en: `Some tabs never got a connection: ${starved}, which missed ${missed} deliveries.`,
        ko: `탭 ${starved}개가 연결을 얻지 못해 전달 ${missed}건을 받지 못했습니다.`,
      },
      why: {
        en: 'Latency and cost are those of the other tabs: who gets nothing waits for ever and costs nothing.',
        ko: '지연과 비용은 연결된 탭만의 값입니다. 아무것도 받지 못한 탭은 끝없이 기다리면서도 비용은 들지 않습니다.',
      },
      remedy: {
        en: 'This is what a browser’s connection limit does; choose fewer --tabs-per-browser to avoid it.',
        ko: '브라우저의 연결 수 제한 때문입니다. 피하려면 --tabs-per-browser를 줄이세요.',
      },
    };
  },
};
