import type { Claim } from '../claim.ts';
import type { Burst } from '../experiments/burst.ts';

const AS_FAST = 2;
const AS_FAST_MS = 2;
const ALL = 0.9;
const PEAK = 5;
const STRAIN = 1.5;

export default {
  number: 21,
  statement: {
    en: 'Long polling delivers as fast as push; but when an event reaches many clients at once, all of them answer and ask again together, and the burst strains the server.',
    ko: '롱 폴링은 푸시만큼 빨리 전달한다. 하지만 이벤트가 많은 클라이언트에 한꺼번에 전달되면 모두가 동시에 응답을 받고 다시 요청하므로, 그 폭주가 서버에 부담을 준다.',
  },
  experiment: 'burst',
  thresholds: {
    en: `As fast: a median of at most ${AS_FAST}× that of SSE, or ${AS_FAST_MS} ms more. Burst: at least ${ALL * 100} % ask again within 0.4 s, at a peak of ${PEAK}× the mean or more. Strain: ${STRAIN}× the CPU per delivery or more. Holds: all three. With limits: burst and strain, but slower. Does not hold: no burst, or no strain.`,
    ko: `푸시만큼: 중앙값이 SSE의 ${AS_FAST}배 이하이거나 ${AS_FAST_MS} ms 이내로 늦다. 폭주: ${ALL * 100} % 이상이 0.4초 안에 다시 요청하고, 최고치가 평균의 ${PEAK}배 이상이다. 부담: 전달당 CPU가 ${STRAIN}배 이상이다. 성립: 셋 다. 조건부 성립: 폭주와 부담은 있으나 더 느리다. 불성립: 폭주나 부담이 없다.`,
  },
  judge({ held, push, askedAgain }) {
    const asFast =
      held.deliveryP50Ms <= AS_FAST * push.deliveryP50Ms ||
      held.deliveryP50Ms <= push.deliveryP50Ms + AS_FAST_MS;
    const burst = askedAgain.share >= ALL && askedAgain.peakPerSecond >= PEAK * askedAgain.meanPerSecond;
    const dearer = held.serverCpuUsPerDelivery / push.serverCpuUsPerDelivery;
    const strains = burst && dearer >= STRAIN;
    const percent = Math.round(askedAgain.share * 100);
    const [peak, mean] = [Math.round(askedAgain.peakPerSecond), Math.round(askedAgain.meanPerSecond)];
    const [heldMs, pushMs] = [held.deliveryP50Ms.toFixed(1), push.deliveryP50Ms.toFixed(1)];
    return {
      verdict: strains ? (asFast ? 'holds' : 'holds-with-limits') : 'does-not-hold',
      figure: {
        en: `${percent} % ask again within 0.4 s, at a peak of ${peak} requests a second (mean ${mean}); CPU per delivery ${dearer.toFixed(1)}× SSE’s; median ${heldMs} ms against ${pushMs} ms`,
        ko: `${percent} %가 0.4초 안에 다시 요청하고, 최고 초당 ${peak}회(평균 ${mean}회). 전달당 CPU는 SSE의 ${dearer.toFixed(1)}배. 중앙값 ${heldMs} ms 대 ${pushMs} ms`,
      },
      because: {
        en: 'Each delivery ends a request and brings the next one, so the clients arrive together although nobody told them to. An answer costs the server more than a write into an open stream, and among many clients the last one waits for all the answers before its own. A second event that happens before a client has asked again waits for that request, by up to two more one-way trips.',
        ko: '전달마다 요청이 하나 끝나고 다음 요청이 오므로, 아무도 시키지 않아도 클라이언트들이 함께 몰려옵니다. 응답 하나는 열린 스트림에 한 번 쓰는 것보다 비싸서, 클라이언트가 많으면 마지막 클라이언트는 앞선 응답이 모두 나갈 때까지 기다립니다. 다시 요청하기 전에 생긴 이벤트는 그 요청이 올 때까지 기다려야 하며, 최대 편도 두 번만큼 더 늦어집니다.',
      },
    };
  },
} satisfies Claim<Burst>;
