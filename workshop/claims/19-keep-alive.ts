import type { Claim } from '../claim.ts';
import type { KeepAlive } from '../experiments/keep-alive.ts';
import { sayBusy } from '../figures.ts';

const EACH = 0.9;
const EXPENSIVE = 1.5;

type Both = KeepAlive['tls'];
const timeRatio = ({ kept, fresh }: Both): number => fresh.farPollMs / kept.farPollMs;
const cpuRatio = ({ kept, fresh }: Both): string =>
  (fresh.serverCpuUsPerPoll / kept.serverCpuUsPerPoll).toFixed(1);
const times = (one: Both): string => timeRatio(one).toFixed(1);
const ms = ({ kept, fresh }: Both): string =>
  `${fresh.farPollMs.toFixed(0)} / ${kept.farPollMs.toFixed(0)} ms`;

export default {
  number: 19,
  statement: {
    en: 'Without keep-alive (HTTP/1.0 style) every poll pays a TCP handshake, and that is expensive.',
    ko: 'keep-alive가 없으면(HTTP/1.0 방식) 폴링할 때마다 TCP 핸드셰이크를 새로 하며, 그 비용이 크다.',
  },
  experiment: 'keep-alive',
  thresholds: {
    en: `Expensive: over a distance (40 ms of round trip) a poll takes at least ${EXPENSIVE}× as long. Holds: without keep-alive there is a connection for at least nine of ten polls, and it is expensive in cleartext and over TLS. With limits: over TLS alone. Does not hold: otherwise. The server’s CPU, which depends on what else it has to do, is told beside it.`,
    ko: `비용이 크다: 거리가 있으면(왕복 40 ms) 폴링 시간이 ${EXPENSIVE}배 이상이다. 성립: keep-alive 없이는 폴링 열 번 중 아홉 번 이상이 연결을 새로 열고, 평문과 TLS 모두에서 비용이 크다. 조건부 성립: TLS에서만 크다. 불성립: 그 밖. 서버 CPU는 그때 하던 다른 일에 따라 달라지므로 함께 보여 주기만 한다.`,
  },
  judge({ cleartext, tls, roundTripMs, busy }) {
    const each = [cleartext, tls].every(({ fresh }) => fresh.connectionsPerPoll >= EACH);
    const verdict =
      !each || timeRatio(tls) < EXPENSIVE
        ? 'does-not-hold'
        : timeRatio(cleartext) >= EXPENSIVE
          ? 'holds'
          : 'holds-with-limits';
    return {
      verdict,
      figure: {
        en: `without keep-alive a poll takes, over ${roundTripMs} ms of round trip, ${times(cleartext)}× as long in cleartext and ${times(tls)}× over TLS; server CPU per poll ${cpuRatio(cleartext)}× and ${cpuRatio(tls)}×`,
        ko: `keep-alive가 없으면 왕복 ${roundTripMs} ms 거리에서 폴링 시간이 평문 ${times(cleartext)}배, TLS ${times(tls)}배. 폴링당 서버 CPU는 ${cpuRatio(cleartext)}배, ${cpuRatio(tls)}배`,
      },
      because: {
        en: `Each poll opened ${cleartext.fresh.connectionsPerPoll.toFixed(2)} connections, where kept ones took ${cleartext.kept.connectionsPerPoll.toFixed(2)}. Without / with keep-alive a poll took ${ms(cleartext)} in cleartext and ${ms(tls)} over TLS: TCP’s handshake costs one round trip, that of TLS 1.3 one more. HTTP/1.1 keeps connections unless told otherwise.${sayBusy(busy).en}`,
        ko: `폴링마다 연결을 ${cleartext.fresh.connectionsPerPoll.toFixed(2)}개 열었고, 유지하면 ${cleartext.kept.connectionsPerPoll.toFixed(2)}개였습니다. keep-alive가 없을 때 / 있을 때 폴링 시간은 평문 ${ms(cleartext)}, TLS ${ms(tls)}입니다. TCP 핸드셰이크에 왕복 한 번, TLS 1.3에 한 번이 더 듭니다. HTTP/1.1은 따로 말하지 않는 한 연결을 유지합니다.${sayBusy(busy).ko}`,
      },
    };
  },
} satisfies Claim<KeepAlive>;
